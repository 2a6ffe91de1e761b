/** @file Chinese of the data sources, their labels and the sentences of the intake. */

export const data: Readonly<Record<string, string>> = {
  Cat: '猫',
  Coffee: '咖啡',
  Astronaut: '宇航员',
  Dandelion: '蒲公英',
  Rocket: '火箭',
  Retina: '视网膜',
  Galaxies: '星系',
  Photographer: '摄影师',
  'Lily leek': '山韭花',
  Acanthus: '老鼠簕',
  Airplane: '飞机',
  'Boats in Nagasaki': '长崎的船',
  'Abandoned house': '废弃的房子',
  'Black Canyon': '黑峡谷',
  Alps: '阿尔卑斯山',
  Sheep: '羊群',
  'Running cat': '奔跑的猫',
  Bricks: '砖墙',
  Gravel: '碎石',
  Grass: '草地',

  'Smileys & Emotion': '笑脸与情感',
  'People & Body': '人物与身体',
  'Animals & Nature': '动物与自然',
  'Food & Drink': '食物与饮料',
  'Travel & Places': '旅行与地点',
  Activities: '活动',
  Objects: '物品',
  Symbols: '符号',
  Flags: '旗帜',

  Stripes: '条纹',
  Checks: '棋盘格',
  Dots: '圆点',
  Waves: '波纹',
  Cobbles: '鹅卵石',
  Clouds: '云',
  Marble: '大理石',
  Wood: '木纹',
  Chevrons: '人字纹',
  Rings: '同心环',
  Grain: '颗粒',
  Disc: '圆盘',
  Square: '方块',
  Triangle: '三角形',
  Star: '星形',
  Ring: '圆环',
  Cross: '十字',
  Heart: '心形',
  Crescent: '新月',

  'Only the first frame is used.': '只使用第一帧。',
  'Its 16 bits a channel were reduced to 8.': '每通道 16 位已降为 8 位。',

  '{{name}} is empty': '{{name}} 是空文件',
  'Choose it again once it has been saved or downloaded completely.': '请等它完全保存或下载后再选一次。',
  '{{name}} is a HEIC photo, which browsers cannot read': '{{name}} 是 HEIC 照片，浏览器无法读取',
  'Save it as JPEG on the phone or computer and add it again.': '请在手机或电脑上另存为 JPEG 后再添加。',
  '{{name}} is a TIFF picture, which browsers cannot read': '{{name}} 是 TIFF 图像，浏览器无法读取',
  'Save it as JPEG, PNG or WebP and add it again.': '请另存为 JPEG、PNG 或 WebP 后再添加。',
  '{{name}} is an SVG drawing, which can contain programs and is not opened':
    '{{name}} 是 SVG 图形，其中可能含有程序，因此不会打开',
  'Export it as PNG and add that.': '请导出为 PNG 后再添加。',
  '{{name}} is a PDF document, not a picture': '{{name}} 是 PDF 文档，不是图像',
  'Save a page of it as PNG or JPEG and add that.': '请把其中一页另存为 PNG 或 JPEG 后再添加。',
  '{{name}} is a web page, not a picture': '{{name}} 是网页，不是图像',
  'Save the picture itself: use “Save image as…” on the web page.': '请在网页上用“图片另存为…”保存图像本身。',
  '{{name}} is text, not a picture': '{{name}} 是文本，不是图像',
  '{{name}} is not a picture that this page knows': '{{name}} 不是本页面认识的图像',
  'Add PNG, JPEG, WebP, GIF, BMP or AVIF files.': '请添加 PNG、JPEG、WebP、GIF、BMP 或 AVIF 文件。',
  '{{name}} has {{megabytes}} MB; at most {{limit}} MB are read':
    '{{name}} 有 {{megabytes}} MB，最多读取 {{limit}} MB',
  'Save a smaller version of it and add that.': '请另存一个较小的版本后再添加。',
  '{{name}} is {{width}} × {{height}} pixels; at most {{side}} a side and {{megapixels}} million in all are read':
    '{{name}} 有 {{width}} × {{height}} 像素；每边最多 {{side}}，总数最多 {{megapixels}} 百万',
  '{{name}} was left out: there are {{limit}} pictures already': '未加入 {{name}}：已有 {{limit}} 张图像',
  'Remove some pictures first.': '请先移除一些图像。',
  '{{name}} starts like a {{kind}} picture, but its size cannot be read':
    '{{name}} 的开头像 {{kind}} 图像，但读不出尺寸',
  '{{name}} is a {{kind}} picture whose end is missing': '{{name}} 是 {{kind}} 图像，但缺少结尾部分',
  '{{name}} is a {{kind}} picture with damaged contents': '{{name}} 是 {{kind}} 图像，但内容已损坏',
  'The file is damaged; get it again.': '文件已损坏，请重新获取。',
  '{{name}} is a {{kind}} picture that this browser cannot decode':
    '{{name}} 是 {{kind}} 图像，但此浏览器无法解码',
  '{{name}} could not be read from the disk': '无法从磁盘读取 {{name}}',
  'Check that it still exists and is not a folder, and add it again.':
    '请确认它仍然存在且不是文件夹，然后再添加。',

  'there are no images of yours yet': '还没有你的图像',
  'Drop, paste or choose some pictures, or choose another source.':
    '请拖入、粘贴或选择一些图像，或改用其他数据来源。',
  '{{count}} images of {{side}} pixels a side take more than {{limit}} MB':
    '{{count}} 张边长 {{side}} 像素的图像超过 {{limit}} MB',
  'Choose a smaller image side, or remove some images.': '请选择较小的图像边长，或移除一些图像。',
  '{{length}} numbers are not a whole number of images of side {{side}}':
    '{{length}} 个数不是边长 {{side}} 的图像的整数倍',
  'Give count × side × side × 3 numbers, at least one image.':
    '请给出 张数 × 边长 × 边长 × 3 个数，至少一张图像。',
  'there are {{labels}} labels for {{count}} images': '{{count}} 张图像却有 {{labels}} 个标签',
  'Give one label per image, or none.': '请为每张图像给一个标签，或者都不给。',
  'some of the images’ numbers are not in 0 to 1': '图像中有的数不在 0 到 1 之间',
  'Divide 8-bit values by 255.': '请把 8 位数值除以 255。',

  'the page’s own file {{file}} could not be loaded ({{status}})':
    '无法加载页面自带的文件 {{file}}（{{status}}）',
  'Check the connection and reload the page; patterns and your own images work without it.':
    '请检查网络并重新加载页面；生成的图案和你自己的图像不需要它。',
  'the browser has no room to decode a picture': '浏览器没有足够的内存来解码图像',
  'making the pictures was cancelled': '已取消生成图像',
};
