/** @file Chinese for src/panels/learn. */

export const learn: Readonly<Record<string, string>> = {
  Learn: '学习',
  'What the documents say, card by card: each sets a state and points at what it speaks of.':
    '逐张卡片讲解各篇文档：每张卡片会设置好页面的状态，并指出所讲的部分。',
  'Show me': '指给我看',
  'Show me: {{title}}': '指给我看：{{title}}',
  Formula: '公式',
  'Masked image modelling and mutual information': '掩码图像建模与互信息',
  'Masked autoencoders (He et al. 2021)': '掩码自编码器 MAE（He 等，2021）',
  'Self-guided masked autoencoders (Shin et al. 2024)': '自引导掩码自编码器（Shin 等，2024）',
  'MAE with a contrastive loss': '带对比损失的 MAE',
  'SimMIM (Xie et al. 2021)': 'SimMIM（Xie 等，2021）',
  'What the visible part knows': '可见部分知道什么',
  'Visible and hidden patches share information: it is what makes filling in possible at all. For random masks it is largest when half of the picture is hidden, and zero at both ends.':
    '可见图块与被遮图块共享信息，正因如此才有可能补全。对随机掩码而言，遮住一半时共享的信息最多，两端则为零。',
  'It is often said that training maximises it. It cannot: it is a fact of the pictures and of the mask. Training only brings the model’s estimate closer to it from below.':
    '常有人说训练在最大化它。其实做不到：它由图像和掩码决定。训练只是让模型的估计从下方逐渐逼近它。',
  'A bound that tightens': '逐渐收紧的界',
  'What training pushes down is a bound on how surprising the hidden part is. The article’s own code computes a quantity that cancels to a single term and can say nothing; this is the bound as it should stand.':
    '训练压低的，是被遮部分“出人意料程度”的一个界。原文代码算出的量相互抵消后只剩一项，说明不了什么；正确的界应如下式。',
  'Watch the held-out curve: as it falls, the bound tightens. The information itself stays where it was.':
    '请看留出集曲线：它下降时，界在收紧；信息本身并没有变。',
  'Encode only what is visible': '只编码可见部分',
  'A quarter of the patches goes through the encoder; the rest never enters it. That makes a step several times cheaper, and keeps mask tokens, which no real picture has, out of the features.':
    '只有四分之一的图块经过编码器，其余从不进入。这样每一步便宜数倍，也让真实图像中并不存在的掩码词元不会混入特征。',
  'Mask tokens take the gaps': '掩码词元填入空缺',
  'The decoder gets all places back: encoded patches where there are some, and one learned token, the same everywhere, in the gaps. Only the place tells the gaps apart.':
    '解码器重新得到所有位置：有编码的放编码，空缺处放同一个可学习的词元。区分各个空缺的只有位置。',
  'The decoder is thrown away after training, so it may be small.':
    '训练之后解码器会被丢弃，所以它可以很小。',
  'Only hidden patches count': '只计算被遮图块',
  'The loss is the mean squared error over hidden patches. Nobody asks the model to copy what it sees, so visible patches often look worse in its answer than hidden ones. That is no fault.':
    '损失是被遮图块上的均方误差。没有人要求模型照抄它看到的部分，所以在它的答案里，可见图块往往比被遮图块更难看。这并不是毛病。',
  'Why three quarters?': '为什么是四分之三？',
  'Pictures repeat themselves: most of a gap follows from its surroundings. A regular grid leaves every gap a visible neighbour and is easy to fill, and little is learned from it. Random gaps of three quarters cannot be filled by smearing.':
    '图像有大量重复：空缺的大部分可由周围推出。规则网格让每个空缺旁都有可见图块，很容易补，也学不到什么。随机遮住四分之三，就无法靠涂抹来补全。',
  'Patches find their like': '图块找到同类',
  'Compare the features of every patch with those of every other one. In a trained model the matrix shows blocks: patches of one texture agree with each other, long before anybody named a texture.':
    '把每个图块的特征与其他所有图块相比。训练好的模型，其矩阵会出现块状结构：同一纹理的图块彼此相似，尽管从没有人告诉它什么是纹理。',
  'One cut, two clusters': '一刀切成两类',
  'Cutting the similarity graph where it costs least splits the picture in two, often into object and background. The rows of the matrix are ordered by the vector that makes the cut.':
    '在代价最小处切开相似度图，图像便分成两部分，常常正是物体与背景。矩阵的行就是按做出这一切分的向量排序的。',
  'Pull together, push apart': '拉近与推远',
  'A contrastive term asks that the answer for a patch be closer to that patch than to any other. MAE itself has no such term; it is an extra. Two patches of blue sky are punished for being alike, although they should be.':
    '对比项要求：某个图块的答案应比其他任何图块更接近它自己。MAE 本身没有这一项，它是附加的。两块蓝天会因彼此相似而受罚，尽管它们本该相似。',
  'Large gaps, not many gaps': '空缺要大，不在多',
  'SimMIM hides larger cells and keeps more of the picture. What counts is how far a hidden pixel lies from the nearest visible one: AvgDist. The paper finds 10 to 20 pixels best at a side of 192; the same share of the side is marked here, which is our scaling.':
    'SimMIM 遮住更大的单元，保留更多画面。关键在于被遮像素离最近的可见像素有多远，即 AvgDist。论文发现边长 192 时 10 到 20 像素最好；这里标出的是同样的边长占比，这是我们的换算。',
  'A light head on raw pixels': '轻量预测头，直接预测像素',
  'No decoder: one linear layer from each token to the pixels of its patch, and the plain absolute error on what is hidden. Heavier heads reach a lower loss and worse features.':
    '没有解码器：每个词元经一个线性层得到该图块的像素，只对被遮部分计算绝对误差。更重的预测头损失更低，特征却更差。',
};
