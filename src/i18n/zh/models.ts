/** @file 中文：模型、预测头及其选择。 */

export const models: Readonly<Record<string, string>> = {
  'Absolute error': '绝对误差',
  'The mean of the absolute difference over the hidden patches, as SimMIM has it.':
    '被遮图块上差值绝对值的均值，与 SimMIM 相同。',
  'noise: this model hides what a mask says, and has no rule for noise':
    'noise：这个模型按掩码遮挡，没有针对噪声的规则',
  'Give a mask: 1 = hidden.': '请给出掩码：1 表示遮住。',
};
