/** @file Chinese of the strings of `panels`: pictures, film strip, loss and similarity. */

export const panels: Readonly<Record<string, string>> = {
  // Pictures
  Pictures: '图片',
  'The picture, what the model sees of it, and what the model makes of that.':
    '原图、模型看到的部分，以及模型据此补出的结果。',
  Original: '原图',
  'The picture itself. Point at a patch: colours show how similar the model finds every other patch to it. Click to lock, Shift-click to compare with a second one.':
    '图片本身。指向一个图块，颜色表示模型认为其他图块与它有多相似。单击锁定，按住 Shift 单击可与第二个图块比较。',
  'Similarity heat': '相似度热图',
  'Opacity of the similarity heat': '相似度热图的不透明度',
  'What the model sees': '模型看到的',
  'Hatched patches are hidden from the model. Drag to hide or reveal: a drag does the opposite of the first patch it touches, and Alt always reveals.':
    '带斜线的图块对模型不可见。拖动即可遮住或露出：一次拖动执行与首个图块相反的操作，按住 Alt 则总是露出。',
  'Paint with the finger': '用手指涂抹',
  Paint: '涂抹',
  Reconstruction: '重建',
  'What the model makes of the visible patches. Visible patches look worse than hidden ones, because the loss never asks the model to copy what it was given.':
    '模型根据可见图块给出的结果。可见图块反而看起来更差，因为损失从不要求模型复制已给出的内容。',
  'View of the reconstruction': '重建的显示方式',
  Answer: '模型输出',
  '+ visible': '+ 可见',
  Difference: '差异',
  Split: '对比',
  'Difference per pixel': '逐像素差异',
  'How much of the original is shown': '显示原图的多少',
  'True mean and variance': '使用真实均值与方差',
  'PSNR {{psnr}}, loss {{loss}}': 'PSNR {{psnr}}，损失 {{loss}}',
  'PSNR counts hidden pixels only. Visible patches look worse than they are: no loss asks the model to copy them.':
    'PSNR 只计算被遮像素。可见图块看起来较差：没有任何损失要求模型复制它们。',
  pixels: '像素',
  'normalised target, shown raw': '归一化目标，原样显示',
  'uses true patch mean/variance – leaks': '使用了真实的图块均值/方差——泄露答案',
  'encoder only: cannot reconstruct': '仅有编码器：无法重建',
  'no answer': '没有结果',
  'Reconstruction + visible': '重建 + 可见部分',
  'The visible patches as they are, and the answer of the model in the gaps.':
    '可见图块保持原样，空缺处填入模型的输出。',
  '{{title}}, {{rows}} by {{cols}} patches': '{{title}}，{{rows}} × {{cols}} 个图块',
  '{{hidden}} hidden': '遮住 {{hidden}} 个',
  '{{hidden}} of {{total}} hidden ({{share}})': '已遮 {{hidden}} / {{total}}（{{share}}）',
  'Save as PNG: {{title}}': '保存为 PNG：{{title}}',
  'Show all pictures': '显示全部图片',
  'Fill the stage: {{title}}': '放大：{{title}}',
  'row {{row}}, column {{column}}': '第 {{row}} 行第 {{column}} 列',
  hidden: '被遮',
  visible: '可见',
  'error {{error}}': '误差 {{error}}',
  'error {{error}} (worse than {{share}})': '误差 {{error}}（比 {{share}} 的图块差）',
  'most similar {{patch}} {{value}}': '最相似 {{patch}} {{value}}',

  // Tools
  'Mask tools': '掩码工具',
  'Brush, rectangle and pins for the mask, undo, and whether the shipped model or yours answers.':
    '掩码的画笔、矩形与图钉，撤销，以及由内置模型还是你的模型作答。',
  Brush: '画笔',
  Rectangle: '矩形',
  'Pin patches: they survive a new seed or ratio': '钉住图块：更换种子或掩码率时保持不变',
  'Brush size in patches': '画笔大小（图块）',
  'Invert the mask': '反转掩码',
  'Reveal all patches': '露出全部图块',
  'New seed': '新随机种子',
  Undo: '撤销',
  Redo: '重做',
  'Whose answer is shown': '显示谁的结果',
  'shipped model': '内置模型',
  yours: '你的模型',
  'Trained beforehand and never changed.': '预先训练好，不会改变。',
  'Nothing has been trained yet.': '还没有训练过。',
  AvgDist: '平均距离 (AvgDist)',
  'AvgDist {{pixels}} px ({{share}} of the side, {{standing}})':
    '平均距离 (AvgDist) {{pixels}} 像素（边长的 {{share}}，{{standing}}）',
  'below the SimMIM band': '低于 SimMIM 的区间',
  'in the SimMIM band': '在 SimMIM 的区间内',
  'above the SimMIM band': '高于 SimMIM 的区间',
  'The mean distance of hidden pixels to the nearest visible one. SimMIM found 10–20 px good at 192 px; here that is scaled to 5.2–10.4 % of the side, which is our scaling.':
    '被遮像素到最近可见像素的平均距离。SimMIM 发现在 192 像素边长下 10–20 像素较好；此处按边长换算为 5.2–10.4 %，换算方式由我们选定。',

  // Film strip
  'Film strip': '胶片条',
  'Answers of the run for one picture through training; choosing one shows all pictures and the matrix as they were.':
    '训练过程中实验对同一张图片的结果；选中一帧，所有图片和矩阵都回到当时的样子。',
  'While a model trains, its answers for this picture are kept here.':
    '训练时，模型对这张图片的结果会保留在这里。',
  Frame: '帧',
  now: '现在',
  'Earlier frame': '上一帧',
  'Later frame': '下一帧',
  'step {{step}}': '第 {{step}} 步',

  // Loss
  'Loss on hidden patches': '被遮图块上的损失',
  'How wrong the model is about what it cannot see, step by step.': '模型对看不见的内容错了多少，逐步显示。',
  'How wrong the model is about what it cannot see. Solid: the batches it trains on. Dashed: images it never trains on. Dotted: what filling in the mean visible colour would give, which a model that has learned something must beat. Dash-dotted: further losses that are trained along, each by itself.':
    '模型对看不见的内容错了多少。实线：训练批次；虚线：从不参与训练的图像；点线：用可见像素的平均颜色填充得到的损失，学到东西的模型必须低于它。点划线：一同训练的附加损失，各自一条。',
  'Press Space to train your first run.': '按空格键开始第一次训练。',
  'Loading the chart…': '正在加载图表…',
  'Horizontal axis': '横轴',
  step: '步',
  images: '图像数',
  minutes: '分钟',
  log: '对数',
  Smoothing: '平滑',
  'A moving average without the pull of its start; the faint line is what was measured.':
    '消除起点偏差的滑动平均；淡色线是实际测量值。',
  'Show as a table': '以表格显示',
  'Loss as a table': '损失表格',
  'Save the numbers as CSV': '将数值保存为 CSV',
  'Save the chart as PNG': '将图表保存为 PNG',
  Step: '步',
  Images: '图像',
  Minutes: '分钟',
  training: '训练',
  'held-out': '留出',
  'visible mean': '可见均值',
  mean: '均值',
  'No run has trained yet.': '还没有实验训练过。',
  'Loss fell from {{from}} to {{to}} in {{steps}} steps.': '损失在 {{steps}} 步内从 {{from}} 降到 {{to}}。',
  'Loss went from {{from}} to {{to}} in {{steps}} steps.': '损失在 {{steps}} 步内从 {{from}} 变为 {{to}}。',
  'Held-out loss is {{loss}}; filling in the visible mean gives {{baseline}}.':
    '留出损失为 {{loss}}；用可见均值填充为 {{baseline}}。',
  'Step {{step}}: {{change}}': '第 {{step}} 步：{{change}}',

  // Similarity
  'Patch similarity': '图块相似度',
  'How alike the model finds any two patches of the picture.': '模型认为图片中任意两个图块有多相似。',
  'How alike the model finds any two patches: the cosine of the angle between their features. An untrained model finds everything alike; blocks appear as it learns which patches belong together.':
    '模型认为任意两个图块有多相似：它们特征夹角的余弦。未训练的模型认为一切都相似；随着它学会哪些图块属于一起，矩阵中会出现块状结构。',
  Layer: '层',
  'Where in the encoder the features are taken: 0 is the patch embedding, the last one is its output.':
    '从编码器何处取特征：0 为图块嵌入，最后一层为其输出。',
  'patch embedding, before the first layer': '图块嵌入，第一层之前',
  'output of the encoder': '编码器输出',
  'Here one token stands for {{span}} × {{span}} patches, and these share its row.':
    '这里一个词元代表 {{span}} × {{span}} 个图块，它们共用一行。',
  'after layer {{layer}} of {{layers}}': '第 {{layer}} 层之后（共 {{layers}} 层）',
  'Order of rows': '行的顺序',
  'as in the image': '按图像',
  'by cluster': '按聚类',
  'visible, hidden': '可见在前',
  'Colour scale': '颜色范围',
  'auto (2–98 %)': '自动 (2–98 %)',
  '0 to 1': '0 到 1',
  '−1 to 1': '−1 到 1',
  'What the encoder is given': '输入编码器的内容',
  'all patches': '全部图块',
  'visible only': '仅可见图块',
  'Cosine similarity': '余弦相似度',
  'Similarity matrix, {{n}} by {{n}} patches': '相似度矩阵，{{n}} × {{n}} 个图块',
  '{{a}} and {{b}}: similarity {{value}}': '{{a}}与{{b}}：相似度 {{value}}',
  '{{patch}}: similarity {{value}}': '{{patch}}：相似度 {{value}}',
  'Most similar': '最相似',
  'Lock {{patch}}': '锁定{{patch}}',
  'The matrix leaves hidden patches out.': '矩阵不含被遮图块。',
  'Point at a cell or at a patch: the same patch is outlined everywhere. Click to lock it.':
    '指向矩阵单元或图块：同一图块会在各处被勾出。单击可锁定。',
  'Off the diagonal: mean {{mean}}, 5 % below {{low}}, 5 % above {{high}}':
    '非对角元：均值 {{mean}}，5 % 低于 {{low}}，5 % 高于 {{high}}',
  'All patches look alike to the model (mean similarity {{mean}}).':
    '模型眼中各图块几乎相同（平均相似度 {{mean}}）。',
  'Early in training that is normal; if it stays, change the mask ratio or the learning rate.':
    '训练初期属正常现象；若持续如此，请调整掩码率或学习率。',
};
