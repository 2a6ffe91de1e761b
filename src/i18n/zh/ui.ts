/** @file Chinese of the kit of controls, and of numbers with units. */

export const ui: Readonly<Record<string, string>> = {
  'About: {{title}}': '关于：{{title}}',
  Close: '关闭',
  More: '更多',
  'Needs a restart': '需要重新开始',
  'Reset {{label}}': '将“{{label}}”恢复默认',
  'Show it again': '重新显示',
  Stop: '停止',
  '{{title}} stopped: the rest of the page goes on.': '“{{title}}”出错停止：页面其余部分照常运行。',
  '{{n}} ms': '{{n}} 毫秒',
  '{{n}} s': '{{n}} 秒',
  '{{m}} min {{s}} s': '{{m}} 分 {{s}} 秒',
  '{{h}} h {{m}} min': '{{h}} 小时 {{m}} 分',
};
