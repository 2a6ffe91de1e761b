/** @file Chinese of the masking strategies, the mask panel and the AvgDist curves. */

export const masks: Readonly<Record<string, string>> = {
  // Strategies
  'Inverse blocks': '反向区块',
  'Keeps a few small squares visible and hides everything else.': '只留几个小方块可见，其余全部遮住。',
  'MAE’s rounding; at least one square. As there, single patches are then revealed or hidden at random until the count is exact.':
    '取整方式按 MAE；至少有一个方块。与原文一样，随后随机揭开或遮住单个图块，直到数目准确。',
  'Side of a square': '方块边长',
  'The side of the squares that stay visible.': '保持可见的方块的边长。',
  'Hides one square: in the middle, somewhere else in every image, or where you drag it.':
    '遮住一个正方形：在正中，或在每张图像的不同位置，或在你拖到的地方。',
  'Its sides are whole patches. The paper’s code for it was not released; in “anywhere” every position is as likely.':
    '边长为整数个图块。论文未公开这部分代码；选“任意位置”时各位置概率相同。',
  'Where the square is': '正方形的位置',
  'in the middle': '正中',
  anywhere: '任意位置',
  'where I put it': '由我放置',
  'Square, from the left': '正方形，距左侧',
  'Where the square is put: 0 % is at the left edge, 100 % at the right one.':
    '正方形放在哪里：0 % 为最左，100 % 为最右。',
  'Square, from the top': '正方形，距上侧',
  'Where the square is put: 0 % is at the top edge, 100 % at the bottom one.':
    '正方形放在哪里：0 % 为最上，100 % 为最下。',
  Checkerboard: '棋盘格',
  'Hides every other cell, half of the picture: each gap has its answer on all four sides.':
    '每隔一格遮一格，共遮一半：每个缺口四面都有线索。',
  'Colour noise': '彩色噪声',
  'Hides where filtered noise is low: gaps and islands of about one size, with an exact count.':
    '遮住滤波噪声低的地方：缺口与岛块大小相近，数目准确。',
  'Noise is made for each mask on the patch grid, with widths that are ours; ColorMAE crops large patterns that were made beforehand.':
    '每个掩码的噪声都在图块网格上现生成，滤波宽度由我们设定；ColorMAE 则裁取事先制作的大幅图样。',
  'Colour of the noise': '噪声颜色',
  'Which frequencies are left: red keeps the low ones, blue the high ones, green a band between, purple all but that band.':
    '保留哪些频率：红色留低频，蓝色留高频，绿色留中间一段，紫色去掉这一段。',
  green: '绿',
  red: '红',
  blue: '蓝',
  purple: '紫',
  'Filter width': '滤波宽度',
  'The deviation σ of the Gaussian. Wider filters make larger gaps.': '高斯的标准差 σ。越宽，缺口越大。',
  'Content, as written': '内容感知（原文）',
  'Hides more of images that vary more. A variance is never negative, so the ratio is never below its base: at 75 % it lies between 75 and 85 %.':
    '图像变化越大遮得越多。方差不会为负，所以掩码率从不低于基准：设为 75 % 时在 75 % 到 85 % 之间。',
  'Its comment says variance between patches, its code takes the variance of all values; we follow the code, on RGB of 0 to 1. Counts then differ from image to image and cannot be batched: where a model needs one count, masks are topped up or trimmed at random to that of the middle of the range.':
    '文中注释说是图块之间的方差，代码取的却是全部数值的方差；我们按代码计算，RGB 取 0 到 1。这样各图像的数目不同，无法组成批次：模型需要统一数目时，掩码会随机增减到该范围中点的数目。',
  'Content, ratio': '内容感知（掩码率）',
  'Hides more of images that are more complex than the mean of their set and less of simpler ones; over the set the ratio stays what you set.':
    '比数据集平均更复杂的图像多遮，更简单的少遮；就整个数据集而言，掩码率仍是你设定的值。',
  'μ and s are of the whole set. A model that drops hidden patches needs one count for a batch: masks are topped up or trimmed at random to that of the ratio r, so what is left there of the differences is little.':
    'μ 和 s 取自整个数据集。丢弃被遮图块的模型要求一个批次数目统一：掩码会随机增减到掩码率 r 对应的数目，因此差异所剩无几。',
  'Span of the ratio': '掩码率幅度',
  'How far the ratio of a very complex or a very simple image moves from the one that is set.':
    '极复杂或极简单的图像，其掩码率偏离设定值的最大幅度。',
  'Content, patches': '内容感知（图块）',
  'Hides as many patches of every image, and prefers the more complex ones or the simpler ones.':
    '每张图像遮住同样多的图块，优先遮较复杂的或较简单的。',
  'Complexity is the variance of a patch around its own mean colour, as a square root, standardised within the image. With β = 0 it is random masking.':
    '复杂度为图块相对自身平均颜色的方差的平方根，在图像内标准化。β = 0 时即随机遮挡。',
  'Hides first': '优先遮住',
  'the more complex patches': '较复杂的图块',
  'the simpler patches': '较简单的图块',
  'Preference β': '偏好 β',
  'How strongly complexity decides. 0 is random masking; at 10 chance hardly matters.':
    '复杂度的影响有多强。0 即随机遮挡；到 10 时几乎与随机无关。',
  'Most of the object': '物体的大部分',
  'Hides most patches of the object you painted (before that: of the middle) and nothing else.':
    '只遮住你涂出的物体（未涂时为中间区域）的大部分图块。',
  'The figure’s masks are drawn by hand and not released; here the hidden part is drawn at random, and in training the same region counts as the object in every image.':
    '论文图中的掩码为手工绘制，未公开；这里被遮部分随机抽取，训练时每张图像都以同一区域作为物体。',
  'Share of the object': '物体被遮比例',
  'How much of the object is hidden.': '物体有多少被遮住。',
  'The object': '物体',
  'All of the object': '整个物体',
  'Hides the whole object you painted (before that: the middle) and nothing else: a model can only fill in background.':
    '遮住你涂出的整个物体（未涂时为中间区域）且不遮其他：模型只能用背景去填。',
  'The figure’s masks are drawn by hand and not released; in training the same region counts as the object in every image.':
    '论文图中的掩码为手工绘制，未公开；训练时每张图像都以同一区域作为物体。',
  'A block may be as high or as wide as the picture. What ten tries cannot place is hidden patch by patch at random, so that the count is exact.':
    '区块可与图片同高或同宽。十次仍放不下的部分逐块随机遮住，使数目准确。',
  'The paper has 75 % only. Another ratio takes the lattice with the nearest count: 5, 6, 8, 11 … 50, 67, 75 … 95 %. Its place is drawn anew for every image.':
    '论文只有 75 %。其他掩码率取数目最接近的点阵：5、6、8、11 … 50、67、75 … 95 %。每张图像的位置重新抽取。',
  'At least one cell stays visible. Where cells do not divide the grid (SimMIM refuses) those at the right and at the bottom are cut off, and single patches even the count out.':
    '至少留一个方格可见。方格不能整除网格时（SimMIM 会拒绝），右侧和底部的方格被截断，再用单个图块补足数目。',
  '8×8 patches': '8×8 图块',
  '16×16 patches': '16×16 图块',

  // The panel
  'Formula, source and what differs': '公式、来源与差异',
  'M is the mask, 1 where hidden; N patches, H of them hidden; r is the mask ratio.':
    'M 为掩码，被遮处为 1；N 为图块数，其中 H 个被遮；r 为掩码率。',
  Source: '来源',
  'What differs': '不同之处',
  'Drag the square on the picture to move it.': '在图片上拖动正方形即可移动。',
  'mean over all draws {{pixels}} px, exact': '所有抽样的均值 {{pixels}} px（精确）',
  'mean of {{masks}} draws {{pixels}} ± {{error}} px': '{{masks}} 次抽样的均值 {{pixels}} ± {{error}} px',

  // The curves
  'Mask curves': '掩码曲线',
  'How far hidden pixels are from visible ones at every mask ratio, and how runs did there.':
    '在每个掩码率下被遮像素离可见像素有多远，以及各实验在那里的表现。',
  'AvgDist is the mean distance of hidden pixels to the nearest visible one: small, and a copy of the neighbours will do; large, and there is nothing to go by. Drag the dot to change the ratio.':
    'AvgDist 是被遮像素到最近可见像素的平均距离：太小，照抄邻居即可；太大，则无从推断。拖动圆点可改变掩码率。',
  'Mask ratio on the curve': '曲线上的掩码率',
  'AvgDist in pixels against the mask ratio': 'AvgDist（像素）随掩码率的变化',
  'Hidden share of the patches in %': '被遮图块的比例（%）',
  '{{share}} hidden, AvgDist {{pixels}} px': '遮住 {{share}}，AvgDist {{pixels}} px',
  'Shaded: what SimMIM found good, 10–20 px of 192; here {{low}}–{{high}} px of {{side}}. The scaling is ours.':
    '阴影：SimMIM 认为合适的范围，192 px 图像中的 10–20 px；此处为 {{side}} px 中的 {{low}}–{{high}} px。换算方式由我们设定。',
  'At {{share}} hidden, or the nearest that the strategy can': '遮住 {{share}} 时，或该策略能达到的最接近值',
  'of the side': '占边长',
  how: '算法',
  exact: '精确',
  '{{masks}} draws': '{{masks}} 次抽样',
  'Train runs with different masks: their held-out losses appear here, at their ratio and their AvgDist.':
    '用不同的掩码训练几个实验：它们的留出损失会按各自的掩码率和 AvgDist 显示在这里。',
  'Held-out loss of runs against the mask ratio': '各实验的留出损失与掩码率',
  'Held-out loss of runs against AvgDist': '各实验的留出损失与 AvgDist',
  'AvgDist in % of the side': 'AvgDist（占边长的 %）',
  'Every run is measured with its own masks, so an easy mask has a low loss. Hollow: still training. Pale: other images, target or loss.':
    '每个实验都用自己的掩码测量，所以掩码越容易损失越低。空心：仍在训练。浅色：图像、目标或损失不同。',
  '{{name}}: {{share}} hidden, AvgDist {{distance}} of the side, held-out loss {{loss}} after {{step}} steps':
    '{{name}}：遮住 {{share}}，AvgDist 占边长 {{distance}}，{{step}} 步后留出损失 {{loss}}',
  'Not enough runs to tell a relation: {{have}} finished ones can be compared, {{need}} are needed.':
    '实验不足，无法判断关系：可比较的已完成实验有 {{have}} 个，需要 {{need}} 个。',
  'AvgDist and loss over {{n}} runs: Pearson {{pearson}}, Spearman {{spearman}}':
    '{{n}} 个实验的 AvgDist 与损失：Pearson {{pearson}}，Spearman {{spearman}}',

  'Save the curves as CSV': '将曲线存为 CSV',
  'Save the curves as SVG': '将曲线存为 SVG',
  'Save the curves as PNG': '将曲线存为 PNG',

  // Scripts
  'bits: {{given}} values for {{patches}} patches': 'bits：{{given}} 个值，却有 {{patches}} 个图块',
  'Give one value per patch, or the side and the patch that belong to them.':
    '请为每个图块给一个值，或给出与之对应的 side 和 patch。',
};
