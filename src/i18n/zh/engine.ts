/** @file Chinese of the strings of `engine`. */

export const engine: Readonly<Record<string, string>> = {
  'This needs {{need}} MB of memory; the CPU can use {{limit}} MB.':
    '这需要 {{need}} MB 内存；CPU 最多能用 {{limit}} MB。',
  'The browser refused {{need}} MB of memory.': '浏览器拒绝分配 {{need}} MB 内存。',
  'Make the model, the batch or the data set smaller.': '请减小模型、批大小或数据集。',
  'The page starts again from the last snapshot by itself.': '页面会自动从上一个快照继续。',
  'Use a smaller batch, or fewer images.': '请减小批量或减少图像。',
  'a buffer of {{needed}} MB is needed and the GPU gives at most {{limit}} MB':
    '需要 {{needed}} MB 的缓冲区，而 GPU 最多提供 {{limit}} MB',
  'the GPU went away while its result was awaited': '等待结果时 GPU 失去了连接',
  'Enable WebGPU in the browser, or let the page choose: it runs on the CPU as well.':
    '请在浏览器中启用 WebGPU，或让页面自行选择：用 CPU 也能运行。',
  'this browser offers no WebGPU adapter': '此浏览器没有可用的 WebGPU 适配器',
  'Give one entry per patch, row by row.': '请逐行为每个图块给出一个值。',
  'Leave at least one patch visible.': '请至少保留一个可见图块。',
  'all {{tokens}} patches are hidden, so there is nothing to see':
    '全部 {{tokens}} 个图块都被遮住，没有可看的内容',
  'the mask has {{given}} entries where the model has {{tokens}} patches':
    '掩码有 {{given}} 个值，而模型有 {{tokens}} 个图块',
  'Use webgpu, wasm or cpu, or leave it out.': '请使用 webgpu、wasm 或 cpu，或不填。',
  'backend: {{backend}} is not one of this version': '后端：此版本不支持 {{backend}}',
  'Resize the images, or open a run of that side first.': '请调整图像大小，或先打开该边长的实验。',
  'Start a fresh one.': '请开始一个新的实验。',
  'Wait until it is ready.': '请等它就绪。',
  'images of side {{given}} do not fit the run, which has {{side}}':
    '边长为 {{given}} 的图像不适合此实验（边长 {{side}}）',
  'the GPU went away: {{reason}}': 'GPU 失去了连接：{{reason}}',
  'the browser no longer has the stored run': '浏览器中已没有保存的实验',
  'the engine has not started yet': '引擎尚未启动',
  'Use huggingface.': '请使用 huggingface。',
  'export format: {{format}} is not known': '导出格式：{{format}} 未知',
  'Choose a step of the film strip.': '请选择胶片中的一步。',
  'there is no picture of step {{step}}': '没有第 {{step}} 步的图像',
  'Choose another picture.': '请选择另一张图片。',
  'there is no image {{index}}; the set has {{count}}': '没有第 {{index}} 张图像；该集合共有 {{count}} 张',
  'Halve the learning rate and go on from the last good step.': '将学习率减半，并从最后一个正常步继续。',
  'the loss became NaN or infinite at step {{step}}': '第 {{step}} 步损失变为 NaN 或无穷大',
  'Add some, or choose another set.': '请添加图像，或选择另一个集合。',
  'Open one first.': '请先打开一个。',
  'there are no images to train on': '没有可用于训练的图像',
  'there is no run yet': '还没有实验',
  'Train a decoder on your images, or open a file that has one.':
    '请用你的图像训练一个解码器，或打开含解码器的文件。',
  'these weights have no decoder: similarity works, reconstruction does not':
    '该权重不含解码器：可看相似度，无法重建',
  'this model needs {{needed}} MB and {{limit}} MB may be used here':
    '此模型需要 {{needed}} MB，而这里可用 {{limit}} MB',
  'Use a smaller width or depth.': '请减小宽度或深度。',
  'A batch of {{batch}} fits.': '批量为 {{batch}} 时可以容纳。',
  'the batch has images of side {{given}} where the model has {{side}}':
    '该批图像边长为 {{given}}，而模型的边长为 {{side}}',
  'Resize the images, or open a model of that side.': '请调整图像大小，或打开该边长的模型。',
  'Give a Float32Array of [B, side, side, 3].': '请给出 [B, side, side, 3] 的 Float32Array。',
  'mask or noise: {{given}} numbers where {{batch}} images of {{tokens}} patches want {{wanted}}':
    'mask 或 noise：给出了 {{given}} 个数，而 {{batch}} 张 {{tokens}} 个图块的图像需要 {{wanted}} 个',
  'Give one number per patch and image.': '请为每张图像的每个图块给出一个数。',
  'Give numbers that can be sorted.': '请给出可以排序的数。',
  'Hide the same number in every image.': '请在每张图像中遮挡相同数量的图块。',
  'Give a finite number that is not negative; betas are below 1.': '请给出有限的非负数；beta 须小于 1。',
  'Check the connection and reload the page; training and your own files work without them.':
    '请检查网络并重新加载页面；没有它们也能训练和使用你自己的文件。',
  'the shipped weights could not be loaded from {{url}}': '无法从 {{url}} 加载随附权重',
  'Start a fresh run.': '请开始新的实验。',
  'the snapshot has no {{name}} of the right size': '快照中没有大小正确的 {{name}}',
  'Halve the learning rate and go on.': '将学习率减半后继续。',
  'Pause it first.': '请先暂停。',
  'the loss became NaN or infinite at step {{step}}; step {{restored}} is back':
    '第 {{step}} 步损失变为 NaN 或无穷大；已回到第 {{restored}} 步',
  'training is under way': '训练正在进行',
  'the browser would not remove the stored run': '浏览器未能删除保存的实验',
  'Clear the data of this site in the browser’s settings.': '请在浏览器设置中清除本站点的数据。',
  'transformers has no model with {{part}}, so these weights have no file there':
    'transformers 中没有带{{part}}的模型，因此这些权重无法存成它的文件',
  'mim.weights() gives every tensor by name.': 'mim.weights() 会按名称给出每个张量。',
  'a head other than the decoder': '解码器以外的预测头',
  'a head other than the linear one': '线性层以外的预测头',
  'mask tokens in the encoder': '编码器内的掩码词元',
  'layer scale': '层缩放',
  'a window that is larger than the last stage': '大于最后阶段的窗口',
  'a target other than pixels': '像素以外的预测目标',
};
