/** @file The words that run names are made of: 64 adjectives and 64 animals in either language. */

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const ADJECTIVES = words(`
  airy amber ample apt bold brave brief bright brisk busy calm clear clever cool cosy crisp daring
  deft eager early easy even fair fast fine firm fond frank free fresh gentle glad golden grand
  happy hardy humble keen kind lively loyal lucid lucky mellow merry mild neat nimble noble patient
  plain proud quick quiet rapid ready silent snug spry steady sunny swift warm wise
`);

export const ANIMALS = words(`
  otter badger beaver bison bear crane cricket deer dingo dolphin duck eagle egret elk falcon ferret
  finch fox frog gecko goat goose hare hawk heron ibis jackal jay kiwi koala lark lemur lion llama
  lynx magpie marmot marten mole moose moth mouse newt owl panda parrot penguin pigeon puffin quail
  rabbit raven robin salmon seal sparrow stork swan tapir tiger toad trout turtle wren
`);

export const ADJECTIVES_ZH = words(`
  大胆 勇敢 明亮 轻快 忙碌 平静 清澈 聪明 凉爽 舒适 清脆 灵巧 热切 从容 轻松 公正 飞快 优秀 坚定 自由 清新 坦率 温柔 高兴 金色 雄伟 快乐 坚韧 谦虚 敏锐 善良 活泼 忠诚
  明朗 幸运 醇厚 欢乐 温和 整洁 敏捷 高贵 耐心 朴素 自豪 迅速 安静 急速 沉默 温馨 矫健 稳重 阳光 温暖 睿智 专注 细心 沉着 豪爽 淡定 机灵 爽朗 好奇 自信 洒脱
`);

export const ANIMALS_ZH = words(`
  水獭 獾 河狸 野牛 棕熊 白鹤 蟋蟀 小鹿 野犬 海豚 野鸭 老鹰 白鹭 驼鹿 猎鹰 雪貂 燕雀 狐狸 青蛙 壁虎 山羊 大雁 野兔 苍鹰 苍鹭 朱鹮 胡狼 松鸦 几维鸟 考拉 云雀 狐猴 狮子
  羊驼 猞猁 喜鹊 旱獭 紫貂 鼹鼠 马鹿 飞蛾 田鼠 蝾螈 猫头鹰 熊猫 鹦鹉 企鹅 鸽子 海鹦 鹌鹑 白兔 乌鸦 知更鸟 鲑鱼 海豹 麻雀 白鹳 天鹅 貘 老虎 蟾蜍 鳟鱼 海龟 鹪鹩
`);
