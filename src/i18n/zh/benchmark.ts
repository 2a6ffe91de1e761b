/** @file Chinese for the benchmark. */

export const benchmark: Readonly<Record<string, string>> = {
  Benchmark: '测速',
  'Measure this device…': '测试本设备的速度…',
  'Times a training step on every executor that this device has.': '在本设备的每种执行器上为一个训练步计时。',
  'Trains the same small MAE, from the same weights on the same pictures, on every executor that this device has. Ten losses must agree before anything is timed; rounds alternate, so that other work falls on all alike. Training pauses meanwhile; nothing is sent anywhere.':
    '在本设备的每种执行器上，用相同的权重和相同的图像训练同一个小型 MAE。十步损失一致之后才开始计时；各执行器轮流运行，使其他负载均摊。其间训练暂停；不会向外发送任何内容。',
  'Up to size': '最大规模',
  Measure: '开始测试',
  'Copy the report': '复制报告',
  'Measuring: {{done}} of {{total}}': '正在测试：{{done}} / {{total}}',
  'Nothing was measured yet.': '尚未测试。',
  'tiny (0.4 M)': '微型（40 万参数）',
  'small (0.9 M)': '小型（90 万参数）',
  'large (3 M)': '大型（300 万参数）',
  Executor: '执行器',
  'Step, ms': '每步毫秒',
  'Images/s': '图像/秒',
  'Compiling, ms': '编译毫秒',
  'Against the CPU': '相对 CPU',
  Results: '结果',
  'fastest {{ms}}': '最快 {{ms}}',
  'The report is in the clipboard.': '报告已复制到剪贴板。',
  'The browser gave no access to the clipboard.': '浏览器未允许访问剪贴板。',
  'the benchmark was stopped': '测速已停止',
  'a step takes {{seconds}} s here, too long to be timed': '在这里每步需要 {{seconds}} 秒，太慢，不予计时',
  'its losses differ from the others’ by {{share}} of the loss':
    '它的损失与其他执行器相差 {{share}}（相对值）',
  'sizes: {{value}} is none of the benchmark’s': 'sizes：测速没有 {{value}} 这一规模',
  'Use tiny, small or target.': '请使用 tiny、small 或 target。',
  'rounds: {{value}} is not a whole number from 1 to 20': 'rounds：{{value}} 不是 1 到 20 的整数',
  'Use 5.': '请使用 5。',
};
