/** @file Chinese of the top bar, the rail, the bench and the dialogs. */

export const rail: Readonly<Record<string, string>> = {
  'Top bar': '顶栏',
  'Presets, training, status and the settings of the page.': '预设、训练、状态与页面设置。',
  Preset: '预设',
  'Shipped model': '随附模型',
  'Trains on from the weights that came with the page.': '从随页面附带的权重继续训练。',
  Training: '训练',
  Pause: '暂停',
  'Restart with fresh weights': '用全新权重重新开始',
  'Apply {{count}} changes (restarts)': '应用 {{count}} 项更改（重新开始）',
  Status: '状态',
  'Starting…': '正在启动…',
  Ready: '就绪',
  'Ready · {{backend}}': '就绪 · {{backend}}',
  Finished: '已完成',
  'loss {{loss}}': '损失 {{loss}}',
  '{{n}} images/s': '{{n}} 张/秒',
  '{{time}} left': '剩余 {{time}}',
  'Compiling GPU programs (first step only)… {{seconds}} s': '正在编译 GPU 程序（仅首次）… {{seconds}} 秒',
  'Computing on': '计算设备',
  'Computing on {{name}}': '计算设备：{{name}}',
  'CPU (WebAssembly)': 'CPU（WebAssembly）',
  'The engine is starting.': '引擎正在启动。',
  Adapter: '适配器',
  '{{adapter}} (software)': '{{adapter}}（软件模拟）',
  Measured: '实测',
  '{{n}} GFLOP/s on a trial step': '试跑一步 {{n}} GFLOP/s',
  'For hardware WebGPU use a current Chrome, Edge, Firefox or Safari with graphics acceleration switched on.':
    '如需硬件 WebGPU，请使用最新版 Chrome、Edge、Firefox 或 Safari，并开启图形加速。',
  Menu: '菜单',
  Import: '导入',
  Export: '导出',
  'Theme: as the system': '主题：跟随系统',
  'Theme: light': '主题：浅色',
  'Theme: dark': '主题：深色',
  'About and credits': '关于与致谢',

  Data: '数据',
  'The images to learn from. Your own never leave this tab; some are always kept apart to test on.':
    '用于学习的图像。你自己的图像绝不会离开此标签页；总会留出一部分用于测试。',
  '{{all}} images: {{train}} to learn from, {{held}} kept apart.':
    '共 {{all}} 张图像：{{train}} 张用于学习，{{held}} 张留作测试。',
  'Too few to keep any apart: the held-out loss is of other crops and masks of the same pictures.':
    '图像太少，无法留出：留出损失取自同一批图片的其他裁剪与掩码。',
  'Add images': '添加图像',
  Folder: '文件夹',
  'Or drop or paste them anywhere. They stay on this device.':
    '也可拖放或粘贴到页面任意处。图像只留在本设备上。',
  'Reading images: {{done}} of {{total}}': '正在读取图像：{{done}} / {{total}}',
  'Preparing images: {{done}} of {{total}}': '正在准备图像：{{done}} / {{total}}',
  'None yet.': '暂无图像。',
  'Picture {{n}}': '第 {{n}} 张图片',
  'Remove {{name}}': '移除 {{name}}',
  '{{first}}–{{last}} of {{all}}': '第 {{first}}–{{last}} 张，共 {{all}} 张',
  'Earlier pictures': '前面的图片',
  'Later pictures': '后面的图片',
  'What is drawn': '绘制内容',

  Mask: '掩码',
  'Which patches are hidden, on screen and in training. The more is hidden, the more the model has to understand.':
    '在屏幕上和训练中遮住哪些图块。遮得越多，模型就越需要理解图像。',
  'Back to {{strategy}}': '恢复为“{{strategy}}”',
  'Mask ratio in percent': '掩码率（百分比）',
  'Paint over the picture – the model fills it in.': '在图像上涂抹——模型会把它补全。',
  'Got it': '知道了',

  'The encoder sees visible patches only, the decoder fills the gaps. What is marked with a circular arrow starts a fresh run.':
    '编码器只看可见图块，解码器补全空缺。带环形箭头标记的设置会开始一次新的实验。',
  Method: '方法',
  Size: '大小',
  'Size {{letters}}: {{parameters}} parameters': '大小 {{letters}}：{{parameters}} 参数',
  'Cost on this device': '在本设备上的开销',
  Parameters: '参数量',
  'Tokens, visible of all': '词元（可见 / 全部）',
  '{{visible}} of {{all}}': '{{visible}} / {{all}}',
  'FLOPs per step': '每步浮点运算',
  Memory: '内存',
  'Time for {{n}} steps': '{{n}} 步用时',
  'This needs {{bytes}} and the device gives {{limit}}: take a smaller batch or model.':
    '需要 {{bytes}}，而本设备可用 {{limit}}：请减小批量或模型。',

  'How large a step is, how it changes over time and how many there are. All of it acts while training runs.':
    '每步走多大、如何随时间变化、共走多少步。训练进行中即可生效。',
  'Without an end': '不设终点',

  'Every run of this visit with its last step, its loss and what differs from the run before.':
    '本次访问的所有实验：最后一步、损失，以及与上一次实验的不同之处。',
  Name: '名称',
  Changes: '更改',
  Remove: '移除',
  'Name of the run': '实验名称',
  current: '当前',
  Log: '日志',
  'What the page and the engine did, newest first.': '页面与引擎的动作，最新的在前。',
  'Nothing happened yet.': '尚无记录。',

  'What the page is, where its images and methods come from.': '本页面是什么，其图像与方法从何而来。',
  'Hide parts of a picture. Watch a small network learn to fill them in – right here in your tab.':
    '遮住图像的一部分，看一个小网络就在这个标签页里学会补全它。',
  'There is no server: images, models and everything you do stay on this device.':
    '没有服务器：图像、模型以及你的一切操作都只留在本设备上。',
  'Methods and their sources': '方法与出处',
  'The shipped model': '内置模型',
  'mae-64-p8, trained by this page’s own engine on the sets above; MIT licence. Its card tells steps, losses and how it compares with simple fillings:':
    'mae-64-p8，由本页自己的引擎在以上图像集上训练，采用 MIT 许可证。模型卡列有步数、损失以及与简单填补方法的比较：',
  'Takes the trained weights home.': '将训练好的权重带走。',
  'A zip of model.safetensors, config.json and preprocessor_config.json. Unpack it and load it so:':
    '包含 model.safetensors、config.json 和 preprocessor_config.json 的压缩包。解压后这样加载：',
  'Train first: there is no model of yours yet.': '请先训练：还没有你自己的模型。',
  Download: '下载',
  'Step {{step}}, about {{size}}': '第 {{step}} 步，约 {{size}}',
  'Brings weights, settings or images in.': '导入权重、设置或图像。',
  'Weights as model.safetensors together with their config.json, or a zip of both. They take the place of the run; the run stays in the list.':
    '权重文件 model.safetensors 及其 config.json，或二者的压缩包。它们将取代当前实验；原实验仍保留在列表中。',
  'Files of facebook/vit-mae are licensed CC-BY-NC: not for commercial use.':
    'facebook/vit-mae 的文件采用 CC-BY-NC 许可：不得用于商业用途。',
  'Choose files': '选择文件',
};
