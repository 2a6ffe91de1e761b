/** @file Chinese for methods: presets and their chooser. */

export const methods: Readonly<Record<string, string>> = {
  Methods: '方法',
  'All methods': '所有方法',
  'Every method with its source, and what differs from it at this size; one press trains it.':
    '每种方法及其出处，以及在这一规模下与原文的不同；按一下即可训练。',
  chosen: '已选',
  'Not as in the source:': '与原文不同之处：',
  'Train it': '训练',
  'Train it: {{name}}': '训练：{{name}}',
  'Only choose': '仅选择',
  'Only choose: {{name}}': '仅选择：{{name}}',
  'Masked autoencoders': '掩码自编码器',
  'MAE with a further loss': '附加其他损失的 MAE',
  'As in the ablations': '消融实验中的变体',
  'A tenth of a million to a million weights instead of 100 million, 64 px in place of 224, patches of 8 px, a larger learning rate, and no end to the run.':
    '十万到一百多万个权重而非一亿个，边长 64 px 而非 224，图块 8 px，学习率更大，训练不设终点。',
  'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist. Positions are a learnable table, as in transformers; the paper’s ViT has relative ones, layer scale and drop path, which can be switched on.':
    '几十万个权重而非九千万个，边长 64 px 而非 192，掩码单元 8 px，其 AvgDist 占边长的比例与论文大致相同。位置编码是可学习的表，与 transformers 一致；论文的 ViT 用相对位置、层缩放和随机深度，后两者可以打开。',
  'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist. Two stages instead of four.':
    '几十万个权重而非九千万个，边长 64 px 而非 192，掩码单元 8 px，其 AvgDist 占边长的比例与论文大致相同。两个阶段而非四个。',
  'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist.':
    '几十万个权重而非九千万个，边长 64 px 而非 192，掩码单元 8 px，其 AvgDist 占边长的比例与论文大致相同。',
  'All patches go in, hidden ones as mask tokens; a linear layer predicts raw pixels under an absolute error.':
    '所有图块都进入编码器，被遮的以掩码词元代替；由一个线性层预测原始像素，采用绝对误差。',
  'Attention within windows that move, and stages that merge four tokens into one; the paper’s own choice.':
    '注意力限于会移动的窗口，各阶段把四个词元合为一个；这是论文自己的选择。',
  'MAE + patch contrast': 'MAE + 图块对比',
  'Each reconstructed patch must also be more like its original than like other patches.':
    '每个重建的图块还必须更像它的原图块，而不是其他图块。',
  'λ 0.1 and τ 0.1 are ours: the document names no values. Patches that look alike count as wrong all the same.':
    'λ 0.1 与 τ 0.1 是我们定的：文档没有给出数值。看起来相似的图块照样算错。',
  'MI-MAE': 'MI-MAE',
  'The visible part’s embedding must find the hidden part’s among those of the batch, and the other way round.':
    '可见部分的嵌入必须在整批中找到对应的被遮部分，反之亦然。',
  'The document’s estimate lacks the log of the batch; here it is log(batch) − L. Its loss raises a bound, not the information.':
    '文档的估计漏了批大小的对数；这里是 log(批大小) − L。它的损失抬高的是界，而不是信息本身。',
  'U-MAE': 'U-MAE',
  'A penalty keeps the features of different images from pointing the same way.':
    '一个惩罚项防止不同图像的特征都指向同一方向。',
  'MAE, mask tokens in the encoder': 'MAE，编码器内含掩码词元',
  'The encoder sees mask tokens in the gaps: dearer by the share of hidden patches, and worse features in the paper.':
    '编码器在空缺处看到掩码词元：多付出被遮图块那一份计算，论文中特征反而更差。',
  'MAE, principal components': 'MAE，主成分',
  'Predicts the leading components of each patch instead of its pixels: no better in the paper.':
    '预测每个图块的主成分而非像素：论文中并不更好。',
  'The components are those of your own images.': '主成分取自你自己的图像。',
  'SimMIM, colour classes': 'SimMIM，颜色分类',
  'Eight classes per channel and cross-entropy in the place of regression: about as good in the paper.':
    '每个通道分八类，以交叉熵代替回归：论文中效果相当。',
  'SimMIM, heavy head': 'SimMIM，重预测头',
  'An inverse Swin predicts: a lower loss and worse features than the linear layer in the paper.':
    '由逆向 Swin 来预测：论文中损失比线性层低，特征却更差。',
  'The head’s blocks are scaled to the encoder.': '预测头的块按编码器的规模缩放。',
};
