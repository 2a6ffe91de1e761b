/** @file 中文：模型、预测头及其选择。 */

export const models: Readonly<Record<string, string>> = {
  'noise: this model hides what a mask says, and has no rule for noise':
    'noise：这个模型按掩码遮挡，没有针对噪声的规则',
  'Give a mask: 1 = hidden.': '请给出掩码：1 表示遮住。',

  'Encoder sees': '编码器所见',
  'visible patches': '可见图块',
  'mask tokens too': '也含掩码词元',
  'With mask tokens in the gaps the encoder works on all patches: MAE’s paper found that slower, and worse.':
    '空缺处放入掩码词元后，编码器要处理所有图块：MAE 论文发现这样更慢，效果也更差。',
  'SimMIM ViT': 'SimMIM ViT',
  'A vision transformer sees all patches, with a mask token in the place of each that is hidden; one linear layer predicts.':
    '视觉 Transformer 处理所有图块，被遮的图块由掩码词元代替；一个线性层给出预测。',
  'SimMIM Swin': 'SimMIM Swin',
  'A Swin transformer sees all patches, with mask tokens; attention stays within windows, and stages merge four tokens into one.':
    'Swin Transformer 处理含掩码词元的所有图块；注意力限于窗口之内，各阶段之间四个词元合并为一个。',
  Positions: '位置编码',
  'A table that learns with the rest, or fixed sines and cosines.':
    '随模型一起学习的表，或固定的正弦与余弦。',
  learnable: '可学习',
  'sine-cosine': '正弦余弦',
  'Layer scale': '层缩放',
  'What each branch is multiplied by at the start; the factors learn. 0 leaves them out.':
    '每条分支起初所乘的系数，之后随训练学习；0 表示不用。',
  'Drop path': '随机深度',
  'In training the last block is left out this often, for each sample anew; earlier blocks less, the first never.':
    '训练时对每个样本以此概率跳过最后一个模块；越靠前概率越小，第一个从不跳过。',
  'Numbers per token of the first stage; each further stage has twice as many.':
    '第一阶段每个词元的数字个数；之后每个阶段加倍。',
  Stages: '阶段数',
  'Between two stages four tokens become one of twice the width.':
    '两个阶段之间，四个词元合并为一个两倍宽的词元。',
  'Blocks of stage 1': '阶段 1 的模块数',
  'Blocks of stage 2': '阶段 2 的模块数',
  'Blocks of stage 3': '阶段 3 的模块数',
  'Blocks of stage 4': '阶段 4 的模块数',
  'Transformer blocks of this stage.': '这个阶段的 Transformer 模块数。',
  'Heads of stage 1': '阶段 1 的头数',
  'Heads of stage 2': '阶段 2 的头数',
  'Heads of stage 3': '阶段 3 的头数',
  'Heads of stage 4': '阶段 4 的头数',
  'Attention heads of this stage; they share its width.': '这个阶段的注意力头数；它们平分宽度。',
  Window: '窗口',
  'Tokens to the side of the square in which tokens attend to each other.':
    '词元相互关注的方形窗口，每边的词元数。',
  tokens: '词元',

  Head: '预测头',
  'Size of the head': '预测头的大小',
  Linear: '线性',
  'One linear layer from each token to the numbers of its patch: SimMIM found nothing better.':
    '一个线性层，从每个词元到其图块的数字：SimMIM 没有找到更好的。',
  'Two-layer MLP': '两层 MLP',
  'Two linear layers with a GELU between them.': '两个线性层，中间是 GELU。',
  'Inverse Swin-T': '倒置 Swin-T',
  'A Swin upside down, to Swin-T as the encoder is to Swin-B: three quarters of the heads, a third of the blocks of long stages.':
    '倒置的 Swin，与 Swin-T 之比如同编码器与 Swin-B 之比：四分之三的头数，较长阶段的模块数取三分之一。',
  'Inverse Swin-B': '倒置 Swin-B',
  'The encoder’s own stages upside down: each splits a token into four. Lower loss, worse features.':
    '把编码器自身的各阶段倒置：每个词元拆成四个。损失更低，特征更差。',
  'an {{head}} head splits the tokens of a Swin’s last stage, and this encoder has no stages':
    '{{head}}预测头要拆分 Swin 最后阶段的词元，而这个编码器没有阶段',
  'Use the SimMIM Swin model, or another head.': '请使用 SimMIM Swin 模型，或换用其他预测头。',
  'Hidden width': '隐藏宽度',
  'Numbers between the two layers of the head.': '预测头两层之间的数字个数。',
  'Numbers per token inside the decoder.': '解码器内每个词元的数字个数。',
  'Transformer blocks in the decoder.': '解码器中的 Transformer 模块数。',
  'Attention heads per decoder block; they share its width.': '解码器每个模块的注意力头数；它们平分宽度。',
  'Hidden width of the decoder’s MLP ÷ its width.': '解码器 MLP 的隐藏宽度 ÷ 解码器宽度。',

  'a {{head}} head needs a token for every patch, and this encoder sees the visible ones only':
    '{{head}}预测头需要每个图块都有词元，而这个编码器只看可见图块',
  'Use the MAE decoder, or let the encoder see mask tokens too.':
    '请改用 MAE 解码器，或让编码器也看掩码词元。',
  'the head’s hidden width of {{width}} is no multiple of 4': '预测头的隐藏宽度 {{width}} 不是 4 的倍数',
  '{{stages}} stages halve {{rows}} × {{rows}} patches too often: stage {{stage}} has no whole tokens':
    '{{stages}} 个阶段把 {{rows}} × {{rows}} 个图块减半的次数太多：阶段 {{stage}} 的词元数不是整数',
  'Use fewer stages, or a patch that leaves an even number of patches to the side for each of them.':
    '请减少阶段数，或换一种图块大小，使每个阶段每边的图块数为偶数。',
  'windows of {{window}} do not divide the {{side}} × {{side}} tokens of stage {{stage}}':
    '窗口 {{window}} 不能整除阶段 {{stage}} 的 {{side}} × {{side}} 个词元',
  'Use a window that divides the tokens of every stage, or one as large as they are.':
    '请使用能整除每个阶段词元数的窗口，或与之同样大的窗口。',
  'the width of {{width}} is no multiple of 4': '宽度 {{width}} 不是 4 的倍数',
  '{{heads}} heads cannot share the width of {{width}} of stage {{stage}}: each needs the same multiple of 4':
    '{{heads}} 个头无法平分阶段 {{stage}} 的宽度 {{width}}：每个头需要同样的 4 的倍数',
  'Use fewer heads there, or another width.': '请在那里减少头数，或换一个宽度。',
  '{{heads}} heads share the width of {{width}} of stage {{stage}}: {{size}} numbers each, more than the {{most}} that fit':
    '{{heads}} 个头平分阶段 {{stage}} 的宽度 {{width}}：每个头 {{size}} 个数字，超过上限 {{most}}',
  'Use more heads there.': '请在那里增加头数。',
  'an MLP ratio of {{ratio}} gives the width of {{width}} of stage {{stage}} a hidden width of {{hidden}}, which is no multiple of 4':
    'MLP 比例 {{ratio}} 使阶段 {{stage}} 的宽度 {{width}} 得到隐藏宽度 {{hidden}}，它不是 4 的倍数',

  'windows of {{window}} tokens are larger than the {{side}} × {{side}} tokens of the last stage':
    '窗口 {{window}} 大于最后阶段的 {{side}} × {{side}} 个词元',
  'Use weights of a smaller window or of larger images.': '请使用窗口更小或图像更大的权重。',

  'Colour jitter': '颜色抖动',
  'Changes brightness, contrast and saturation by up to 40 % for every step. MAE’s paper found that it harms.':
    '每一步都以最多 40% 改变亮度、对比度和饱和度。MAE 论文发现它有害。',
};
