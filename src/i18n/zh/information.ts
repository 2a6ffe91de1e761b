/** @file Chinese for src/panels/information and what it measures. */

export const information: Readonly<Record<string, string>> = {
  Information: '信息量',
  'What visible patches tell about hidden ones: measured on these pictures, beside what the article plots.':
    '可见图块告诉我们多少关于被遮图块的信息：在这些图片上实测，并与文章所画的曲线并列。',
  'What can be measured here': '这里能测到什么',
  'Computed from the chosen pictures and the mask on screen, and from the model’s own answers. Nothing here is taken from the article.':
    '由所选图片、屏幕上的掩码以及模型自己的输出算出，没有任何数字取自文章。',
  'What the article plots': '文章画了什么',
  'Every curve of the article on masked image modelling and mutual information, as its code draws it, with our verdict on each. None of them was measured.':
    '“掩码图像建模与互信息”一文的全部曲线，按其代码原样绘出，并逐一给出我们的判断。没有一条是测量得来的。',
  'Grey and broken lines: claims, not data. The labels say what each of them rests on.':
    '灰色虚线是主张，不是数据。标签说明每条曲线的依据。',
  '{{title}}, as the article plots it': '{{title}}（按文章所画）',

  // Gaussian field
  'Gaussian field': '高斯场',
  'Looking at the pictures…': '正在查看图片…',
  '{{bits}} bits per hidden patch': '每个被遮图块 {{bits}} 比特',
  '{{bits}} bits in all, {{hidden}} of {{patches}} hidden ({{share}})':
    '共 {{bits}} 比特，已遮 {{hidden}} / {{patches}}（{{share}}）',
  'What the visible patches of the mask on screen tell about the hidden ones. Exact for a Gaussian field with the covariance of these pictures’ patch means (one brightness per patch), which has no edges and no textures, as real pictures do. No model is asked.':
    '在屏幕上的掩码下，可见图块告诉我们多少关于被遮图块的信息。假设图像是高斯场，其协方差取自这些图片的图块均值（每个图块一个亮度），则此值精确；真实图像还有边缘和纹理，高斯场没有。这里不询问任何模型。',
  'Information over the mask ratio for random, grid and block masks, and the mask on screen':
    '随机、网格与块状掩码的信息量随掩码率的变化，以及屏幕上的掩码',
  'bits between visible and hidden patches': '可见与被遮图块之间的比特数',
  'the mask on screen': '屏幕上的掩码',
  'As it must be: 0 where nothing or everything is hidden. Random masks: {{quarter}} bits at 25 % hidden, {{threeQuarters}} at 75 %, most ({{most}}) at {{peak}}.':
    '理应如此：什么都不遮或全部遮住时为 0。随机掩码：遮 25 % 时 {{quarter}} 比特，遮 75 % 时 {{threeQuarters}} 比特，最大值 {{most}} 在 {{peak}} 处。',
  'The curve is the same from both ends, with its maximum at one half.': '曲线左右对称，在二分之一处最大。',
  'The two sides differ by more than the draws explain: too few pictures or masks.':
    '两侧的差别超出抽样误差所能解释：图片或掩码太少。',
  'Blocks that hide about half share {{blocks}} bits, scattered patches {{scattered}}: what lies inside a block has fewer neighbours to go by.':
    '遮住约一半的块状掩码共享 {{blocks}} 比特，分散的图块共享 {{scattered}} 比特：块的内部可依据的相邻图块更少。',
  'Blocks that hide about half share {{blocks}} bits, scattered patches {{scattered}}: not fewer, as they do in pictures where neighbours are alike.':
    '遮住约一半的块状掩码共享 {{blocks}} 比特，分散的图块共享 {{scattered}} 比特：并不更少，而在相邻图块相似的图片中本应更少。',
  'The maximum says nothing about the best ratio for learning: for given pictures and masks this is a constant that no training moves.':
    '这个最大值并不说明哪个掩码率最适合学习：图片与掩码给定时，它是常数，训练不会改变它。',
  'From {{pictures}} pictures of the chosen set; covariance shrunk by {{shrinkage}} (Ledoit–Wolf).':
    '由所选数据中的 {{pictures}} 张图片估计；协方差收缩 {{shrinkage}}（Ledoit–Wolf）。',
  'That is much: with so few pictures the numbers come out too low.':
    '收缩较多：图片这么少时，所得数字偏低。',

  'Save the information as CSV': '将信息量存为 CSV',

  // V-information
  'What the model makes of it': '模型用上了多少',
  'V-information: by how many bits per hidden pixel a Gaussian around the model’s answer beats one that knows only the mean and variance of each pixel. It rises as the model learns, while the information between the patches stays what it is. It is no bound on that information, and what a patch repeats within itself counts each time.':
    'V-信息：以模型输出为中心的高斯分布，比只知道每个像素均值与方差的高斯分布，每个被遮像素好多少比特。模型学得越好，它越高，而图块之间的信息量本身不变。它不是那个信息量的界；图块内部重复的内容会被重复计数。',
  'Measure on held-out pictures': '在留出的图片上测量',
  'Asking about pictures: {{done}} of {{total}}': '正在逐张询问：{{done}} / {{total}}',
  '{{bits}} bits per hidden pixel': '每个被遮像素 {{bits}} 比特',
  '95 %: {{low}} to {{high}}, from {{pictures}} pictures with {{hidden}} patches hidden, step {{step}}':
    '95 % 区间：{{low}} 至 {{high}}，{{pictures}} 张图片，各遮 {{hidden}} 个图块，第 {{step}} 步',
  'The interval has 0 in it: so far the model’s answers tell nothing that is certain.':
    '区间包含 0：目前模型的输出还说明不了什么。',
  'Below 0: so far the mean of each pixel would be the better answer.':
    '小于 0：目前直接用每个像素的均值作答反而更好。',
  'Of the shape of each patch only: this model’s target is normalised, so the true mean and variance of every patch were given away. Flat patches were left out.':
    '仅就每个图块的形状而言：该模型的目标经过归一化，因此每个图块的真实均值与方差已被透露。平坦的图块不计入。',
  'The mask has changed since; measure again for the new one.': '掩码已经改变；请为新掩码重新测量。',

  // What cannot be measured
  '{{patches}} patches are more than the {{max}} whose information can be worked out here':
    '{{patches}} 个图块，超过了这里能计算信息量的 {{max}} 个',
  'the {{count}} pictures of this set do not differ enough to tell what patches know of each other':
    '这组 {{count}} 张图片差别太小，看不出图块之间的关系',
  'Choose a set with more pictures.': '请选择图片更多的数据。',
  'nothing is hidden, so there is nothing to tell': '没有遮住任何图块，无可测量',
  'Hide at least one patch.': '请至少遮住一个图块。',
  'not enough pictures are kept apart from training: {{have}}, and {{need}} are needed':
    '留出的图片不够：只有 {{have}} 张，需要 {{need}} 张',
  'Choose a larger set of images.': '请选择更大的数据。',
  'this model predicts something from which no pixels follow': '该模型预测的内容无法还原成像素',
  'Choose a model whose target is pixels.': '请选择以像素为目标的模型。',
};
