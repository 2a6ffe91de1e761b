/** @file Chinese of `mim/metrics`, `mim/relations`, `mim/guidance` and `mim/information`. */

export const metrics: Readonly<Record<string, string>> = {
  // Orders of a relation matrix
  'image order': '图像顺序',
  'clusters together': '按聚类排列',
  'visible, then hidden': '先可见，后被遮',

  // Self-guided masking
  'Take out': '扣除',
  'What features of all images share hides what tells patches apart, and similarities then follow the grid. Ours: the paper compares features as they are.':
    '所有图像的特征所共有的部分会掩盖图块之间的差别，使相似度只随网格位置变化。此为本页所定：论文直接比较特征。',
  nothing: '不扣除',
  'the mean feature': '平均特征',
  'the mean feature of each place': '每个位置的平均特征',
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

  // Estimators of information
  InfoNCE: 'InfoNCE',
  'Pick the true partner out of N: steady, but never above log N, which is drawn. A lower bound on the information between the two embeddings, hence between what they embed.':
    '从 N 个中挑出真正的配对：平稳，但绝不超过 log N（图中已画出）。它是两个嵌入之间信息的下界，因而也是所嵌入内容之间信息的下界。',
  NWJ: 'NWJ',
  'No ceiling and no bias, but its variance grows like e to the power of the information.':
    '没有上限，也没有偏差，但方差随信息量按 e 的幂增长。',
  MINE: 'MINE',
  'Donsker and Varadhan’s bound: no ceiling, but on few pairs it can lie above the truth, and it jumps. Its gradient divides by a moving average, which takes most of the bias away.':
    'Donsker–Varadhan 界：没有上限，但配对较少时可能高于真值，且跳动较大。其梯度除以滑动平均，可消去大部分偏差。',
  CLUB: 'CLUB',
  'From above: scores are log-likelihoods ln q(y|x). An upper bound only as far as q is right; here q is a linear Gaussian, so read it as a rough one.':
    '自上而下：得分为对数似然 ln q(y|x)。只有 q 正确时才是上界；这里 q 是线性高斯，只可当作粗略的上界。',

  // What the article on mutual information plots
  formula: '公式',
  'Follows from definitions.': '由定义推出。',
  heuristic: '启发式',
  'A rule of thumb with constants that were chosen, not derived or measured.':
    '经验法则，其常数是选定的，既非推导也非测量。',
  invented: '虚构',
  'Made-up numbers; nothing was measured.': '编造的数字；没有测量任何东西。',
  'Information against mask ratio': '信息量与掩码率',
  'A placeholder: H of the hidden part is taken as constant and the rest as H · (1 − ratio), so the line rises to the end, where nothing is visible and the truth is 0. For random masks the true curve is symmetric with its maximum at one half.':
    '占位算式：把被遮部分的 H 当作常数，条件熵取 H · (1 − 掩码率)，于是直线一路升到尽头，而那里什么也看不见，真值为 0。对随机掩码，真实曲线左右对称，在二分之一处最大。',
  bits: '比特',
  'I(visible; hidden), as the article has it': 'I(可见; 被遮)，按文章的算法',
  'Information bottleneck': '信息瓶颈',
  'The factor 0.8 is assumed. The curve only falls, so its “optimum” is the left edge. The inequality that the article states, I(visible; hidden) at most either entropy, is true but is not what is computed.':
    '系数 0.8 是假设的。曲线只降不升，所以“最优”就在左端。文章所写的不等式（I(可见; 被遮) 不超过两者各自的熵）成立，但代码算的并不是它。',
  'share of the image’s information': '占图像信息的份额',
  Bottleneck: '瓶颈',
  'Information flow': '信息流',
  'What a model extracts and reconstructs, with an assumed efficiency of 0.8.':
    '模型提取并重建的信息，其中效率 0.8 是假设的。',
  'reconstructed ÷ masked': '重建 ÷ 被遮',
  Efficiency: '效率',
  '“Optimal” mask ratio': '“最优”掩码率',
  'Called theoretical, but the three constants come from nowhere, and with the article’s own settings it says 0.47 and not the 0.75 that the article recommends.':
    '号称理论值，但三个常数没有来历；按文章自己的设定得 0.47，而不是文章推荐的 0.75。',
  Complexity: '复杂度',
  'capacity 0.5': '容量 0.5',
  'capacity 1': '容量 1',
  'capacity 1.2': '容量 1.2',
  'Adaptive mask ratio': '自适应掩码率',
  'What is drawn goes below 0.75; what the code computes cannot: a variance is never negative, so its sigmoid is at least one half and the ratio lies from 0.75 to 0.85. A ratio for each image also breaks up the batch.':
    '画出的曲线低于 0.75；代码算出的却不会：方差非负，其 sigmoid 至少为二分之一，掩码率只在 0.75 到 0.85 之间。每张图像各用一个掩码率，也无法组成批次。',
  'Complexity, or variance': '复杂度或方差',
  'as drawn, over complexity': '所画曲线（对复杂度）',
  'as computed, over variance': '所算曲线（对方差）',
  'Information against accuracy, simulated': '信息量与准确率（模拟）',
  'No model was trained: accuracy is computed from the information, so the printed correlation of 0.987 holds by construction. Here information falls with the ratio, against the article’s first curve, and the best ratio is 0.3.':
    '没有训练任何模型：准确率由信息量算出，所以打印的相关系数 0.987 是构造出来的。此处信息量随掩码率下降，与文章的第一条曲线相反，最佳掩码率为 0.3。',
  '%': '%',
  'linear probe': '线性探测',
  'fine-tuned': '微调',
  'Methods compared': '方法比较',
  'Nine constants in the code, marked “simulated” there. No method was run.':
    '代码里的九个常数，原文标为“模拟”。没有运行任何方法。',
  'bits, %, share': '比特、%、份额',
  'masked modelling': '掩码建模',
  contrastive: '对比学习',
  clustering: '聚类',
  'mutual information': '互信息',
  'downstream accuracy': '下游准确率',
  'training stability': '训练稳定性',
  'Definition of mutual information': '互信息的定义',
  'Correct.': '正确。',
  '“MIM maximises the information between visible and hidden parts”':
    '“MIM 最大化可见与被遮部分之间的互信息”',
  'Not as stated: for given data and masks that information is a constant. Training tightens a lower bound on it; it is the bound that moves.':
    '照字面不成立：数据与掩码给定时，该互信息是常数。训练收紧的是它的下界；移动的是界。',
  'InfoNCE estimate': 'InfoNCE 估计',
  'The bound is sound. The article’s demonstration feeds it scores that overflow, and its loss class returns −L instead of log N − L.':
    '这个界是可靠的。但文章的演示输入的得分会溢出，其损失类返回 −L 而不是 log N − L。',
  'Variational lower bound': '变分下界',
  'What is called KL is log p − log q, so the bound is log q whatever p is, and that “KL” can be negative. The true one integrates over a latent z.':
    '所谓 KL 其实是 log p − log q，于是不论 p 为何，下界都等于 log q，而且这个“KL”可以为负。真正的下界要对隐变量 z 积分。',
};
