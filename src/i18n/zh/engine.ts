/** @file Chinese of the strings of `engine`. */

export const engine: Readonly<Record<string, string>> = {
  'This needs {{need}} MB of memory; the CPU can use {{limit}} MB.':
    '这需要 {{need}} MB 内存；CPU 最多能用 {{limit}} MB。',
  'The browser refused {{need}} MB of memory.': '浏览器拒绝分配 {{need}} MB 内存。',
  'Make the model, the batch or the data set smaller.': '请减小模型、批大小或数据集。',
};
