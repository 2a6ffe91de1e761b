/** @file Chinese of the strings of `store`. */

export const store: Readonly<Record<string, string>> = {
  // The engine and its keeper
  'No hardware WebGPU here, so this runs on {{backend}}. Everything works; the model size was chosen for this device.':
    '此处没有硬件 WebGPU，已改用{{backend}}。功能齐全，模型大小已按本设备选定。',
  'WebGPU in software': '软件 WebGPU',
  WebGL: 'WebGL',
  'the CPU (WebAssembly)': 'CPU（WebAssembly）',
  'the CPU': 'CPU',
  'Compiling GPU programs (first step only)…': '正在编译 GPU 程序（仅首次）…',
  'The trainer has not answered for {{seconds}} s.': '训练程序已 {{seconds}} 秒没有响应。',
  'The trainer stopped: {{reason}}.': '训练程序停止运行：{{reason}}。',
  'The trainer stopped and was started again. Nothing was lost.':
    '训练程序曾停止运行，现已重新启动，没有丢失任何内容。',
  'The trainer stopped and was started again. Restored to step {{step}}.':
    '训练程序曾停止运行，现已重新启动，并恢复到第 {{step}} 步。',
  'The GPU was reset by the system. Restored to step {{step}}.': 'GPU 被系统重置，已恢复到第 {{step}} 步。',
  'The GPU was lost twice, so this goes on on the CPU, from step {{step}}.':
    'GPU 已两次丢失，现改用 CPU 从第 {{step}} 步继续。',
  'The trainer keeps stopping: {{reason}}': '训练程序反复停止运行：{{reason}}',
  'Reload the page; the last snapshot is offered again.': '请重新载入页面；届时可从最近的快照继续。',
  'the engine was switched off': '引擎已关闭',
  'The model used mask {{got}}, but the screen shows mask {{want}}.':
    '模型使用的掩码是 {{got}}，而屏幕上显示的是 {{want}}。',
  'This is a mistake of ours; reload the page and report it with these two numbers.':
    '这是我们的错误；请重新载入页面，并附上这两个编号告知我们。',

  // Runs
  'Continue {{name}} at step {{step}}?': '要从第 {{step}} 步继续 {{name}} 吗？',
  Continue: '继续',
  'Forget it': '不再保留',
  'Halve the learning rate and continue': '学习率减半并继续',
  'Halve the batch and continue': '批量减半并继续',
  'The browser would not store this session. It lasts as long as this tab.':
    '浏览器拒绝保存会话，关闭此标签页后内容将丢失。',
  'The run survives a reload, but your images are too many to be stored: add them again then.':
    '重新载入后可以继续此实验，但你的图像太多，无法保存：届时请重新添加。',
  'The browser would not store your images: after a reload, add them again.':
    '浏览器拒绝保存你的图像：重新载入后请重新添加。',

  // Pictures and weights
  '{{files}} files were refused.': '{{files}} 个文件被拒绝。',
  'And {{more}} more; the log names them all.': '另有 {{more}} 个；日志中列有全部文件。',
  'the picture {{name}} could not be written': '无法写出图片 {{name}}',
  'This file has no decoder: similarity works, reconstruction does not. Look for a *_full or *visualize* file.':
    '该权重不含解码器：可看相似度，无法重建。请寻找名称含 *_full 或 *visualize* 的文件。',
  'All {{matched}} tensors matched ({{layout}}).': '全部 {{matched}} 个张量均已匹配（{{layout}}）。',
  '{{matched}} of {{total}} tensors matched ({{layout}}); ignored: {{names}}.':
    '{{total}} 个张量中匹配 {{matched}} 个（{{layout}}）；已忽略：{{names}}。',
  'no weights among {{names}}': '{{names}} 中没有权重文件',
  'Choose a .safetensors file, with its config.json beside it, or a zip of both.':
    '请选择 .safetensors 文件并同时选择其 config.json，或选择包含两者的 zip。',
  '{{name}} unpacks to more than 2 GiB': '{{name}} 解压后超过 2 GiB',
  '{{name}} is no readable zip archive': '{{name}} 不是可读的 zip 压缩包',
  'Download it again, or choose the files in it instead.': '请重新下载，或直接选择其中的文件。',

  // Scripts
  'config: {{value}} is no object of settings': 'config：{{value}} 不是设置对象',
  'Give an object such as {}.': '请提供一个对象，例如 {}。',
  '{{path}}: {{value}} is not a finite number': '{{path}}：{{value}} 不是有限数',
  'Give a finite number.': '请提供有限数。',
  '{{path}}: {{value}} is no setting': '{{path}}：{{value}} 不能作为设置',
  'Give plain JSON values.': '请提供纯 JSON 值。',
  'steps: {{value}} is not a whole number of steps': 'steps：{{value}} 不是整数步数',
  'Give 0 or more.': '请提供 0 或更大的数。',
  'pixels: some are below 0 or above 1': 'pixels：有的数小于 0 或大于 1',
  'Give RGB in 0..1, not normalised.': '请提供 0..1 的 RGB，不要归一化。',
  'labels: {{given}} for {{count}} images': 'labels：{{count}} 张图像却有 {{given}} 个标签',
  'Give one class id per image, or none at all.': '请为每张图像提供一个类别编号，或全部省略。',
  'batch: {{value}} is no batch': 'batch：{{value}} 不是一个批次',
  'Give { pixels, side, mask } or { pixels, side, noise }.':
    '请提供 { pixels, side, mask } 或 { pixels, side, noise }。',
  'give exactly one of mask and noise': 'mask 与 noise 必须且只能提供一个',
  'mask: 1 = hidden; noise: small = kept.': 'mask：1 表示遮住；noise：数值小的保留。',
  '{{what}}: {{given}} values for {{count}} images of {{tokens}} patches':
    '{{what}}：{{count}} 张图像、每张 {{tokens}} 个图块，却有 {{given}} 个值',
  'Give one value per patch of every image.': '请为每张图像的每个图块提供一个值。',
  '{{label}}: {{value}} is not allowed': '{{label}}：不允许取 {{value}}',
  'Give a finite number that is not negative, and betas below 1.': '请提供非负的有限数，且 betas 小于 1。',
  'side: {{value}} is no image side in pixels': 'side：{{value}} 不是以像素计的图像边长',
  'Give a whole number of pixels.': '请提供整数像素。',
  'pixels: {{given}} numbers are no whole number of images of {{each}}':
    'pixels：{{given}} 个数不是每张 {{each}} 个数的整数张图像',
  'Give a Float32Array of [count, side, side, 3].': '请提供形状为 [count, side, side, 3] 的 Float32Array。',
  '{{what}}: some are not finite': '{{what}}：有的数不是有限数',
  'Look for NaN or infinite values in what you give.': '请检查所给数据中的 NaN 或无穷大。',
  '{{what}}: {{value}} where {{type}} is wanted': '{{what}}：应为 {{type}}，却是 {{value}}',
  'See the README on scripting.': '请参阅 README 中关于脚本的说明。',
  'no run is open': '没有打开的实验',
  'Call mim.open(config) or mim.importWeights(bytes) first.':
    '请先调用 mim.open(config) 或 mim.importWeights(bytes)。',
  '{{name}} came back and was never there': '{{name}} 被送回，但从未存在过',
  'Copy a link to this': '复制指向此处的链接',
  'The link to these settings, mask and picture is in the clipboard.':
    '指向当前设置、掩码和图像的链接已复制到剪贴板。',
  'Your own pictures are not in it: they stay in this tab.':
    '链接中不含你自己的图像：它们只留在这个标签页里。',
  'The browser gave no access to the clipboard. This is the link: {{link}}':
    '浏览器未允许访问剪贴板。链接是：{{link}}',
  'Not everything in this link could be taken as it was.': '此链接中有些内容无法原样采用。',
};
