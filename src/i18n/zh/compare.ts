/** @file Chinese for comparisons. */

export const compare: Readonly<Record<string, string>> = {
  Compare: '对比',
  'Trains two to four models that differ in one thing, and shows their answers side by side.':
    '训练两到四个只有一处不同的模型，并把它们的答案并排展示。',
  Comparison: '对比实验',
  'Steps each': '每个的步数',
  'Run the comparison': '运行对比',
  'The model, images, seed and optimiser are those of the settings; at a few hundred steps of a small model the papers’ effects may not show. Whatever comes out is shown.':
    '模型、图像、随机种子和优化器都取自当前设置；小模型只训练几百步，论文中的效应未必会显现。结果如何，就展示什么。',
  '{{arm}}: step {{step}} of {{steps}}': '{{arm}}：第 {{step}} / {{steps}} 步',
  'The whole answer: {{arm}}': '完整答案：{{arm}}',
  'The answer in the gaps: {{arm}}': '填入空缺的答案：{{arm}}',
  'It has other patches than the picture on screen, so it has no answer to it.':
    '它的图块与屏幕上的图像不同，因此没有对应的答案。',
  'This picture, same mask': '此图像，相同掩码',
  'Held-out, own masks and loss': '留出集（各自的掩码与损失）',
  'Loss on hidden or on all patches': '损失：只算被遮图块，还是全部',
  'Predicting against reconstructing. SimMIM: counting all patches costs more than a point of accuracy, because part of the model learns to copy.':
    '预测与重建之别。SimMIM：若计算全部图块，准确率会下降一个多百分点，因为模型有一部分去学照抄了。',
  'hidden patches only': '仅被遮图块',
  'Small or large mask units': '掩码单元：小还是大',
  'At the same ratio small units leave a visible neighbour to every hidden patch: the loss is lower, and less has to be understood.':
    '掩码率相同时，小单元让每个被遮图块旁都有可见图块：损失更低，需要理解的也更少。',
  'Three masks of an object': '物体的三种掩码',
  'Random, most of the object, all of it: with nothing of the object left, only the background can be filled in.':
    '随机、遮住物体大部分、遮住整个物体：物体一点不剩时，只能补出背景。',
  'random patches': '随机图块',
  'most of the object': '物体的大部分',
  'all of the object': '整个物体',
  'Random, blocks or a grid': '随机、块状还是网格',
  'Blocks are hard and reconstruct blurred, the grid is easy and reconstructs sharp; MAE’s features are best with random masks.':
    '块状掩码难，重建模糊；网格容易，重建清晰；而 MAE 的特征以随机掩码为最好。',
  'random, 75 %': '随机，75 %',
  'blocks, 50 %': '块状，50 %',
  'grid, 75 %': '网格，75 %',
  'Four mask ratios': '四种掩码率',
  'The same model at 40, 60, 75 and 90 %. The paper’s linear probing rises until 75 % and falls after it.':
    '同一模型，掩码率 40、60、75、90 %。论文的线性探测在 75 % 之前上升，之后下降。',
  '40 %': '40 %',
  '60 %': '60 %',
  '75 %': '75 %',
  '90 %': '90 %',
  'Pixels or normalised pixels': '像素还是归一化像素',
  'The normalised target asks for shape and not for brightness; the paper’s features gain by it.':
    '归一化目标要求的是形状而非亮度；论文的特征因此更好。',
  'normalised pixels': '归一化像素',
};
