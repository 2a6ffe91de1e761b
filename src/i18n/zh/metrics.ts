/** @file Chinese of `mim/metrics`, `mim/relations`, `mim/guidance` and `mim/information`. */

export const metrics: Readonly<Record<string, string>> = {
  // Orders of a relation matrix
  'image order': '图像顺序',
  'clusters together': '按聚类排列',
  'visible, then hidden': '先可见，后被遮',

  // Self-guided masking
  Edges: '边权',
  'Similarities as edge weights, or all of those above the threshold as 1, as in TokenCut. Ours: the paper cuts the similarities themselves.':
    '以相似度为边权，或像 TokenCut 那样把高于阈值的一律记为 1。此为本页所定：论文直接切分相似度本身。',
  'similarity above τ': '高于 τ 的相似度',
  '1 above τ': '高于 τ 记为 1',
  'Threshold τ': '阈值 τ',
  'Similarities up to τ count as none. Edges may not be negative, so at least 0. Ours; TokenCut takes 0.2.':
    '不超过 τ 的相似度视为没有。边权不能为负，故至少为 0。此为本页所定；TokenCut 取 0.2。',
  'Split at': '划分点',
  'Where the eigenvector is cut in two. Ours; TokenCut cuts at the mean.':
    '特征向量在何处一分为二。此为本页所定；TokenCut 取均值。',
  'its mean': '其均值',
  zero: '零',
  'the smallest Ncut': '使 Ncut 最小处',
  Object: '物体',
  'Which of the two groups is hidden. Ours; TokenCut takes the group with the largest entry of the eigenvector.':
    '遮住两组中的哪一组。此为本页所定；TokenCut 取特征向量绝对值最大处所在的组。',
  'the group with the largest entry': '绝对值最大处所在的组',
  'the smaller group': '较小的组',
  'the group further inside': '更靠内的组',
  Hide: '遮住',
  'The patches most like the object, or any in proportion to how much they are. Ours.':
    '最像物体的图块，或按相像程度抽签。此为本页所定。',
  'the most similar': '最相似者',
  'by lot': '按权抽签',
  'Hints at first': '起始提示比例',
  'The share of the hidden patches that stays visible when guidance begins. Ours: the paper’s value could not be read.':
    '引导开始时，本应被遮的图块中留作可见的比例。此为本页所定：论文的取值未能读到。',
  'Hints at last': '最终提示比例',
  'The share at the end of the run; a straight line in between. Ours.':
    '实验结束时的比例，其间为直线。此为本页所定。',
  Hints: '提示词元',
  'Any of the hidden patches, or rather those most like the object. The paper compares both.':
    '任取被遮图块，或偏向最像物体者。论文比较了两种做法。',
  any: '任意',
  'by similarity': '按相似度',
  'Hide others for hints': '另遮他块补足',
  'As many other patches are hidden, so that the mask ratio stays. Ours.':
    '另遮同样多的其他图块，使掩码率不变。此为本页所定。',

  // Metrics of the recorder
  'Feature variance σ_F': '特征方差 σ_F',
  'How far the patches’ directions spread: 0 where all are equal, 1 where they cancel out. The definition is ours; the paper’s could not be read.':
    '图块特征的方向散得多开：全部相同为 0，互相抵消为 1。定义为本页所定；论文的公式未能读到。',
  'Similarity variance σ_S': '相似度方差 σ_S',
  'How polarised similarities are: larger where patches fall into clear groups, at most 0.25. Scaled to each image’s own range first; the definition is ours, the paper’s could not be read.':
    '相似度的两极化程度：图块分群越清楚越大，最大 0.25。先缩放到每张图像自身的范围；定义为本页所定，论文的公式未能读到。',
  'NMI of attention': '注意力 NMI',
  '0 where every patch attends to the same places, a collapse of attention; 1 where each attends to one place of its own. Mean over heads.':
    '所有图块都关注相同的位置时为 0，即注意力坍缩；各自只关注一个不同的位置时为 1。各头取均值。',
  'Attention distance': '注意力距离',
  'How far each head looks, in pixels between patch centres: near heads see texture, far ones see shape.':
    '每个头看得多远，以图块中心间的像素计：近的头看纹理，远的头看形状。',
  'Fourier log-amplitude': '傅里叶对数幅度',
  'The features as pictures over the grid: how much less of each frequency there is than of the mean, from 0 to almost π per patch, along the diagonal. Higher at the right means more detail.':
    '把特征看作网格上的图像：沿对角线，从 0 到接近每图块 π，各频率比均值少多少。右端越高，细节越多。',
  'Variance of mask tokens': '掩码词元方差',
  'Mask tokens enter the decoder equal but for their places; this is how far their directions spread once they carry something. The definition is ours.':
    '掩码词元进入解码器时除位置外全都相同；这是它们有所承载之后方向散得多开。定义为本页所定。',
  'within groups': '组内',
  'between groups': '组间',
  gap: '差距',
  'Gap between groups, similarity': '组间差距（相似度）',
  'After a normalised cut into two groups: mean similarity within a group and between them. The gap widens as clusters form.':
    '用归一化切割分成两组后：组内与组间的平均相似度。聚类形成时差距拉大。',
  'Gap between groups, attention': '组间差距（注意力）',
  'The same two groups: mean attention within a group and between them, in shares of uniform attention (1 = uniform; the scaling is ours).':
    '同样的两组：组内与组间的平均注意力，以均匀注意力为单位（1 = 均匀；此缩放为本页所定）。',
  'Temperature τ of similarity rows': '相似度行的温度 τ',
  'Similarities become distributions by a softmax of M/τ: a smaller τ looks at the nearest patches only. Ours.':
    '相似度经 M/τ 的 softmax 变为分布：τ 越小，越只看最近的图块。此为本页所定。',
  'Change of similarity': '相似度的变化',
  'How much each patch’s similarities to the others have changed since the last record; it falls as relations settle.':
    '自上次记录以来，每个图块与其他图块的相似度变了多少；关系稳定后随之下降。',
  'Change of attention': '注意力的变化',
  'How much each patch’s attention has changed since the last record, as a mean over heads.':
    '自上次记录以来，每个图块的注意力变了多少，各头取均值。',
  'visible → visible': '可见 → 可见',
  'mask → visible': '掩码 → 可见',
  'visible → mask': '可见 → 掩码',
  'mask → mask': '掩码 → 掩码',
  'Utilisation r': '利用率 r',
  'How much of its attention a visible or a mask token gives to visible or to mask tokens, in one layer of the decoder. The two that lead to one kind sum to 1.':
    '在解码器的一层中，可见词元或掩码词元把多少注意力给了可见词元或掩码词元。通向同一类的两项之和为 1。',
  'Accumulated utilisation R': '累积利用率 R',
  'What the decoder’s last layer holds of visible and of mask tokens, through all layers; the two sum to 1. Where mask tokens overtake, they carry more than what is seen, and self-guided masking begins.':
    '经过所有层后，解码器末层中来自可见词元与掩码词元的份额；两者之和为 1。掩码词元反超时，它们承载的比所见更多，自引导掩码由此开始。',
  'from visible tokens': '来自可见词元',
  'from mask tokens': '来自掩码词元',
  'Count the residual path': '计入残差通路',
  'Each layer also keeps half of what came in, as attention rollout has it: r becomes (r + I)/2. Ours; the paper has no such term.':
    '每层还保留一半输入，如注意力展开 (attention rollout) 那样：r 变为 (r + I)/2。此为本页所定；论文没有这一项。',
  'Texture AUC within images': '图内纹理 AUC',
  'The chance that two patches of the same true texture are more alike than two of different ones, within one image: 0.5 is a guess, 1 is perfect. Neighbours often share a texture, so a fresh model with positions is above 0.5. Needs the pattern images.':
    '在同一张图像内，真实纹理相同的两个图块比不同的两个更相似的概率：0.5 等于瞎猜，1 为完美。相邻图块常属同一纹理，所以带位置编码的新模型也高于 0.5。需要“图案”数据。',
};
