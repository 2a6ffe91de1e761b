/** @file Chinese for src/io: weight files. */

export const io: Readonly<Record<string, string>> = {
  'The file is damaged or not of the kind it claims to be. Download or export it again.':
    '文件已损坏，或并非它所声称的类型。请重新下载或重新导出。',
  'the file has {{size}} bytes, too few for a safetensors header':
    '文件只有 {{size}} 字节，容不下 safetensors 文件头',
  'the safetensors header claims {{claimed}} bytes, more than the {{limit}} allowed':
    'safetensors 文件头声称有 {{claimed}} 字节，超过允许的 {{limit}} 字节',
  'the safetensors header claims {{claimed}} bytes, but only {{left}} follow':
    'safetensors 文件头声称有 {{claimed}} 字节，但其后只有 {{left}} 字节',
  'the header is not valid UTF-8': '文件头不是有效的 UTF-8',
  'the header does not start with an opening brace': '文件头没有以左花括号开头',
  'the header is not valid JSON': '文件头不是有效的 JSON',
  'the header is nested too deeply': '文件头嵌套过深',
  'the header names {{name}} twice': '文件头中 {{name}} 出现了两次',
  'the header has half of a surrogate pair in a name': '文件头的名称中有不成对的代理字符',
  'the header has a number that is not a plain whole number': '文件头中有一个数不是普通的非负整数',
  'the header has metadata that is not text': '文件头中有不是文本的元数据',
  'tensor {{name}} is not described by an object': '张量 {{name}} 的描述不是对象',
  'tensor {{name}} has the unknown type {{dtype}}': '张量 {{name}} 的类型 {{dtype}} 未知',
  'tensor {{name}} has a shape that is not a list of whole numbers': '张量 {{name}} 的形状不是整数列表',
  'tensor {{name}} has data offsets that are not a pair of whole numbers':
    '张量 {{name}} 的数据偏移不是一对整数',
  'tensor {{name}} starts at byte {{begin}} and leaves a hole after {{at}}':
    '张量 {{name}} 从第 {{begin}} 字节开始，在第 {{at}} 字节之后留下了空洞',
  'tensor {{name}} starts at byte {{begin}}, inside the one before, which ends at {{at}}':
    '张量 {{name}} 从第 {{begin}} 字节开始，与前一个张量（到第 {{at}} 字节为止）重叠',
  'tensor {{name}} ends at byte {{end}}, before it starts at {{begin}}':
    '张量 {{name}} 在第 {{end}} 字节结束，却从第 {{begin}} 字节才开始',
  'tensor {{name}} has {{got}} bytes, but its shape and type need {{size}}':
    '张量 {{name}} 有 {{got}} 字节，而按其形状和类型应有 {{size}} 字节',
  'the tensors need {{needed}} bytes, but the file has only {{available}}: it was cut short':
    '各张量共需 {{needed}} 字节，而文件只有 {{available}} 字节：文件被截断了',
  'the file goes on for {{extra}} bytes after its last tensor': '文件在最后一个张量之后还有 {{extra}} 字节',
  'tensor {{name}} has a shape too large to count': '张量 {{name}} 的形状大到无法计数',
  'tensor {{name}} does not end on a whole byte': '张量 {{name}} 没有在整字节处结束',
  'tensor {{name}} is stored as {{dtype}}, which cannot be read here':
    '张量 {{name}} 以 {{dtype}} 存储，这里无法读取',
  'Store the weights as F32, F16, BF16 or F64.': '请将权重存为 F32、F16、BF16 或 F64。',
  'the file has {{size}} bytes, more than the {{limit}} that fit in a tab':
    '文件有 {{size}} 字节，超过标签页容得下的 {{limit}} 字节',
  'Use a smaller model, or store it as F16.': '请使用更小的模型，或将其存为 F16。',
  'tensor {{name}} has the value {{value}}, too large for half precision':
    '张量 {{name}} 中的值 {{value}} 超出了半精度的范围',
  'Store the weights as F32.': '请将权重存为 F32。',

  'the archive unpacks to {{size}} bytes, more than the {{limit}} allowed':
    '压缩包解压后有 {{size}} 字节，超过允许的 {{limit}} 字节',
  'the archive has more than {{limit}} files, or is larger than 4 GB':
    '压缩包中的文件超过 {{limit}} 个，或大于 4 GB',
  'Put only the weights and their configuration into the archive.': '压缩包里请只放权重及其配置文件。',
  '{{name}} in the archive has another size than the archive says':
    '压缩包中 {{name}} 的大小与压缩包所说的不符',
  '{{name}} in the archive does not match its check sum': '压缩包中 {{name}} 与其校验和不符',
  '{{name}} in the archive cannot be unpacked': '无法解压压缩包中的 {{name}}',
  'Unpack the archive yourself and drop the files that were in it.': '请自行解压，再把其中的文件拖进来。',
  'the archive has {{name}} twice': '压缩包中有两个 {{name}}',
  '{{name}} in the archive shares its bytes with another file':
    '压缩包中 {{name}} 与另一个文件共用同一段字节',
  'the archive is one part of several': '这只是分卷压缩包中的一卷',
  'the archive has no table of contents: it was cut short': '压缩包没有目录：文件被截断了',
  'the archive has a broken table of contents': '压缩包的目录已损坏',
  '{{name}} in the archive lies outside of it': '压缩包中 {{name}} 的位置超出了压缩包',
  '{{name}} in the archive is encrypted': '压缩包中的 {{name}} 已加密',
  '{{name}} in the archive is packed with the unknown method {{method}}':
    '压缩包中 {{name}} 的压缩方法 {{method}} 未知',
  '{{name}} in the archive also goes by another name': '压缩包中 {{name}} 还有另一个名称',
  'the archive has a file with the forbidden name {{name}}': '压缩包中有一个文件的名称 {{name}} 不被允许',
  'the archive has {{count}} .safetensors files, but one is needed':
    '压缩包中有 {{count}} 个 .safetensors 文件，而需要恰好一个',
  'Drop a single .safetensors file, with its config.json.':
    '请只拖入一个 .safetensors 文件及其 config.json。',
  'this is a PyTorch pickle (.pth, .pt, .bin), which cannot be read safely':
    '这是 PyTorch 的 pickle 文件（.pth、.pt、.bin），无法安全读取',
  "Save the weights as safetensors: from safetensors.torch import save_file; save_file(state_dict, 'model.safetensors').":
    "请将权重存为 safetensors：from safetensors.torch import save_file; save_file(state_dict, 'model.safetensors')。",

  'Hugging Face ViTMAE': 'Hugging Face ViTMAE',
  'Hugging Face ViTMAE, module names': 'Hugging Face ViTMAE（模块名）',
  'facebookresearch/mae or timm': 'facebookresearch/mae 或 timm',
  'the names of these tensors belong to no known layout: {{names}}':
    '这些张量的名称不属于任何已知的权重格式：{{names}}',
  'Use the weights of a ViTMAE (Hugging Face, facebookresearch/mae), of a plain ViT encoder (timm) or of a SimMIM ViT or Swin (Hugging Face).':
    '请使用 ViTMAE（Hugging Face、facebookresearch/mae）、普通 ViT 编码器（timm）或 SimMIM 的 ViT、Swin（Hugging Face）的权重。',
  'these weights say nothing of their number of heads: config.json is missing':
    '这些权重没有说明注意力头的数量：缺少 config.json',
  'Drop config.json together with the weights.': '请把 config.json 和权重一起拖进来。',
  'tensors that the model needs are missing ({{count}}): {{names}}':
    '缺少模型所需的张量（{{count}} 个）：{{names}}',
  'Use the complete file of the model, and the config.json that belongs to it.':
    '请使用模型的完整文件，以及与之对应的 config.json。',
  '{{name}} has the shape [{{got}}], but the model needs [{{wanted}}]':
    '{{name}} 的形状是 [{{got}}]，而模型需要 [{{wanted}}]',
  'Check that config.json belongs to these weights.': '请检查 config.json 是否与这些权重对应。',
  '{{name}} has values that are not finite ({{count}})': '{{name}} 中有 {{count}} 个值不是有限数',
  'The training that made these weights has diverged; use an earlier checkpoint.':
    '产生这些权重的训练已经发散；请使用更早的检查点。',
  'the blocks of this model have parts that ours do not ({{count}}): {{names}}':
    '此模型的块中有这里的模型所没有的部分（{{count}} 个）：{{names}}',
  'Use the weights of an unmodified ViT or Swin, and the config.json that belongs to them.':
    '请使用未经改动的 ViT 或 Swin 的权重，以及与之对应的 config.json。',
  'Hugging Face ViT with mask token (SimMIM)': 'Hugging Face ViT（带掩码词元，SimMIM）',
  'Hugging Face Swin with mask token (SimMIM)': 'Hugging Face Swin（带掩码词元，SimMIM）',
  'Use a SimMIM model for RGB images, with exact GELU and without absolute positions in a Swin.':
    '请使用以 RGB 图像为输入、采用精确 GELU 的 SimMIM 模型；Swin 不能带绝对位置编码。',
  'config.json gives {{depths}} stages of blocks, but {{heads}} of heads':
    'config.json 给出了 {{depths}} 个阶段的块，却给出了 {{heads}} 个阶段的注意力头',
  'pos_embed has {{tokens}} rows, which is not a square number and one more':
    'pos_embed 有 {{tokens}} 行，不是平方数加一',
  'Use the weights of a model for square images with one class token.':
    '请使用以方形图像为输入、带一个类别词元的模型的权重。',
  '{{name}} has the shape [{{got}}], which does not fit a model': '{{name}} 的形状 [{{got}}] 不适合任何模型',
  'Use the weights of an MAE as it was published.': '请使用按原样发布的 MAE 权重。',
  'the number of heads of a model of width {{width}} cannot be guessed':
    '宽度为 {{width}} 的模型有多少个注意力头，无法推断',
  'Drop a config.json with num_attention_heads and decoder_num_attention_heads together with the weights.':
    '请把含有 num_attention_heads 和 decoder_num_attention_heads 的 config.json 和权重一起拖进来。',
  'the model has {{field}} {{value}}, but at most {{limit}} is possible here':
    '模型的 {{field}} 为 {{value}}，而这里最多为 {{limit}}',
  'Use a smaller model.': '请使用更小的模型。',
  '{{field}} {{value}} is not a multiple of {{by}} {{divisor}}':
    '{{field}} {{value}} 不是 {{by}} {{divisor}} 的整数倍',
  '{{file}} is not a JSON object': '{{file}} 不是 JSON 对象',
  '{{file}}: {{field}} is {{received}}, but should be {{expected}}':
    '{{file}}：{{field}} 为 {{received}}，应为 {{expected}}',
  'Take the configuration from where the weights come from.': '请从权重的来源处获取配置文件。',
  'config.json: {{field}} is {{value}}, but only {{expected}} is possible here':
    'config.json：{{field}} 为 {{value}}，而这里只支持 {{expected}}',
  'Use the weights of a ViTMAE model for RGB images with exact GELU.':
    '请使用以 RGB 图像为输入、采用精确 GELU 的 ViTMAE 模型的权重。',
};
