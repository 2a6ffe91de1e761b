/** @file Chinese of targets, losses, optimisers and schedules, and of the rules between them. */

export const objectives: Readonly<Record<string, string>> = {
  '{{target}} are compared by cross-entropy, not by {{loss}}': '{{target}}要用交叉熵比较，不能用{{loss}}',
  'Choose the loss “Cross-entropy”, or another target.': '请选择损失“交叉熵”，或换一个目标。',
  'cross-entropy compares classes, and the target “{{target}}” has none':
    '交叉熵比较的是类别，而目标“{{target}}”没有类别',
  'Choose the target “Colour classes”, or another loss.': '请选择目标“颜色类别”，或换一个损失。',
  'squares of {{factor}} px do not fill a patch of {{patch}} px':
    '{{factor}} 像素的方格无法铺满 {{patch}} 像素的图块',
  'Use a divisor of the patch’s side; the side itself leaves one colour a patch.':
    '请用能整除图块边长的数；等于边长时每个图块只剩一种颜色。',
  'cells of {{cell}} px do not fill a patch of {{patch}} px':
    '{{cell}} 像素的单元无法铺满 {{patch}} 像素的图块',
  'Use a divisor of the patch’s side.': '请用能整除图块边长的数。',
  '{{components}} components are more than the {{numbers}} numbers of a patch of {{patch}} px':
    '{{components}} 个主成分多于 {{patch}} 像素图块的 {{numbers}} 个数',
  'Use fewer components, or larger patches.': '请减少主成分，或使用更大的图块。',
  '“{{term}}” compares predictions with targets, and the target “{{target}}” is classes':
    '“{{term}}”拿预测与目标相比，而目标“{{target}}”是类别',
  'Set its weight to 0, or choose another target.': '请把它的权重设为 0，或换一个目标。',
  'no averaged weights are kept that could answer': '没有保存可用来作答的平均权重',
  'Set “Averaged weights” to a share such as 0.999, or answer with the weights themselves.':
    '请把“平均权重”设为 0.999 之类的数，或用权重本身作答。',
  'Answer with the average': '用平均权重作答',
  'Averaged weights': '平均权重',
  'Keeps a moving average of the weights that follows them this slowly, such as 0.999; 0 keeps none.':
    '保存一份以此速度缓慢跟随的权重滑动平均，例如 0.999；0 表示不保存。',
  'Pictures, held-out loss and exports then come from the averaged weights, where they are kept.':
    '此后图像、留出损失和导出都来自平均权重（若有保存）。',
  'Absolute error': '绝对误差',
  'The mean of the absolute difference over the hidden patches, as SimMIM has it.':
    '被遮图块上差的绝对值的平均，与 SimMIM 相同。',
  'Smooth absolute error': '平滑绝对误差',
  'Squared for small differences and absolute for large ones, so that outliers pull less.':
    '差小时取平方，差大时取绝对值，使离群值的拉力变小。',
  Beta: 'Beta',
  'Where squares become absolute values, in units of the target.': '平方转为绝对值的分界，以目标的单位计。',
  'Cross-entropy': '交叉熵',
  'How surprised the predicted distributions are by the true colour classes, in nats a number.':
    '预测的分布对真实颜色类别的意外程度，以每个数的 nat 计。',
  'mean d²': 'd² 的平均',
  'mean |d|; of a SimMIM model Σ |d| m / (Σ m + 10⁻⁵) / 3, m = 1 on hidden pixels':
    '|d| 的平均；SimMIM 模型为 Σ |d| m / (Σ m + 10⁻⁵) / 3，被遮像素 m = 1',
  'mean of d² / (2 β) where |d| < β, else |d| − β / 2': '|d| < β 时取 d² / (2 β)，否则取 |d| − β / 2，再平均',
  'mean of log Σ exp z − z of the true bin; log(bins) for a model that knows nothing':
    'log Σ exp z 减去真实区间的 z，再平均；一无所知的模型为 log(区间数)',
  'Further losses': '附加损失',
  'SGD with momentum': '带动量的 SGD',
  'Steps along the gradient, with a memory of earlier steps; all weights at one rate.':
    '沿梯度前进并记住先前的步子；所有权重用同一学习率。',
  LARS: 'LARS',
  'SGD in which every matrix takes steps in proportion to its own length, for very large batches.':
    '每个矩阵的步长与其自身长度成比例的 SGD，适合很大的批量。',
  'MAE pre-trains with 0.95, SimMIM with 0.999.': 'MAE 预训练用 0.95，SimMIM 用 0.999。',
  'Trust coefficient': '信任系数',
  'The share of its own length that a matrix may move at rate 1.':
    '学习率为 1 时，矩阵可移动其自身长度的这一份额。',
  Momentum: '动量',
  'How much of the last step the next one keeps.': '下一步保留上一步的多少。',
  'Layer-wise decay': '逐层衰减',
  'Each block learns at this share of the rate of the block after it; 1 treats all alike. The papers use it to fine-tune (0.65 to 0.9).':
    '每个块的学习率是其后一块的这一份额；1 表示一视同仁。论文在微调时使用（0.65 至 0.9）。',
  'Scales the gradient down when its norm over all weights is larger; 0 switches it off. SimMIM clips at 5.':
    '当梯度在所有权重上的范数超过此值时将其缩小；0 表示关闭。SimMIM 取 5。',
  'm ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − lr (decay w + m̂ / (√v̂ + ε))':
    'm ← β₁ m + (1 − β₁) g，v ← β₂ v + (1 − β₂) g²，w ← w − lr (decay w + m̂ / (√v̂ + ε))',
  'g ← trust · ‖w‖ / ‖g + decay w‖ · (g + decay w) for matrices, then SGD with momentum':
    '对矩阵 g ← trust · ‖w‖ / ‖g + decay w‖ · (g + decay w)，再按带动量的 SGD',
  'After the warm-up half a cosine from the peak rate down to its lowest at the last step.':
    '预热之后按半个余弦从峰值降到最低，最后一步到达。',
  'Lowest rate': '最低学习率',
  'Where the cosine ends, as a share of the peak: 0 in MAE, 1.25 % in SimMIM’s ablation.':
    '余弦的终点，占峰值的份额：MAE 为 0，SimMIM 的消融实验为 1.25 %。',
  'Multi-step': '分段下降',
  'After the warm-up the peak rate, which drops by a factor late in the run, once or in equal parts.':
    '预热后保持峰值，到后期按倍数下降，一次或等分为多次。',
  'First drop': '首次下降',
  'After this share of all steps: 87.5 % in SimMIM. A run without an end never drops.':
    '在总步数的这一份额之后：SimMIM 为 87.5 %。没有终点的实验永不下降。',
  Drops: '下降次数',
  'Further drops follow in equal parts of what is left.': '其余各次在剩下的步数里等分进行。',
  'Rate after a drop': '下降倍数',
  'The factor of each drop.': '每次下降所乘的倍数。',
  'Colour classes': '颜色类别',
  'Each channel of each pixel is one of 8 or 256 bins; the model predicts a distribution, so that it may be undecided instead of grey.':
    '每个像素的每个通道属于 8 或 256 个区间之一；模型预测的是分布，因此可以犹豫不决，而不必给出灰色。',
  'Bins per channel': '每通道区间数',
  'A prediction has as many numbers for each one of the patch: 256 bins need 256 times the memory.':
    '图块的每个数都要预测这么多个数：256 个区间需要 256 倍的内存。',
  'Pixels made one': '合并像素',
  'The target is the image made smaller by this factor on both sides; the patch’s own side leaves one colour a patch. SimMIM found all but the coarsest resolution to work.':
    '目标是两边都缩小这么多倍的图像；等于图块边长时每个图块只剩一种颜色。SimMIM 发现除最粗的分辨率外都有效。',
  'Pixels, down-sampled': '像素（降采样）',
  'The mean colour of every square of so many pixels: coarse targets leave detail out.':
    '每个若干像素方格的平均颜色：粗糙的目标略去细节。',
  'Oriented gradients (HOG)': '方向梯度（HOG）',
  'How much edge of which direction each small cell has, per channel: local shape without colour and brightness.':
    '每个小单元在每个通道上各方向边缘的多少：只有局部形状，没有颜色和亮度。',
  Cell: '单元',
  'The side of the squares that get a histogram each. MaskFeat has 8 px for patches of 16 px.':
    '各有一个直方图的方格的边长。MaskFeat 在 16 像素图块上用 8 像素。',
  'Principal components': '主成分',
  'The leading coefficients of the patch in the basis in which patches of these images vary most.':
    '图块在这些图像的图块变化最大的那组基下的前几个系数。',
  Components: '主成分数',
  'Few of them are a blurred patch. MAE’s ablation keeps 96 of 768, an eighth.':
    '个数少时就是模糊的图块。MAE 的消融实验保留 768 个中的 96 个，即八分之一。',
  'y = (x − mean(x)) / √(var(x) + 10⁻⁶), var over n − 1':
    'y = (x − mean(x)) / √(var(x) + 10⁻⁶)，方差除以 n − 1',
  'y = mean of each f × f square of x, channel by channel': 'y = x 中每个 f × f 方格的平均，逐通道',
  'y = ⌊(v + ½) · bins / 256⌋ with v in 0..255, channel by channel':
    'y = ⌊(v + ½) · 区间数 / 256⌋，v 为 0..255，逐通道',
  'y = h / ‖h‖₂, h_b = Σ |∇x| over the pixels of the cell whose gradient points along b of 9 directions':
    'y = h / ‖h‖₂，h_b = 单元内梯度指向 9 个方向中第 b 个的像素的 Σ |∇x|',
  'y = V (x − mean), rows of V: the K leading unit eigenvectors of the covariance of patches':
    'y = V (x − 均值)，V 的各行：图块协方差的前 K 个单位特征向量',
  'Patch contrast': '图块对比',
  'Each reconstructed hidden patch must be more like its original than like other patches. MAE itself has no such loss.':
    '每个重建的被遮图块必须比像别的图块更像它的原件。MAE 本身没有这样的损失。',
  'λ of the patch contrast': '图块对比的 λ',
  'What the contrast between patches counts beside the reconstruction; 0 leaves it out.':
    '图块对比相对于重建损失的分量；0 表示不用。',
  'τ of the patch contrast': '图块对比的 τ',
  'Small: only the most similar wrong patches matter. Large: all of them.':
    '小：只有最相似的错误图块起作用。大：全部起作用。',
  'Other patches of': '其他图块取自',
  'Flat or repeated patches (sky, a wall) are as like the original as the original is: they count as wrong all the same. Such false negatives are more frequent within one image.':
    '平坦或重复的图块（天空、墙面）与原件一样像原件，却仍算作错误。这类假负例在同一幅图像内更多。',
  'the image': '本图像',
  'the batch': '整个批次',
  contrast: '对比',
  'Mutual information (InfoNCE)': '互信息（InfoNCE）',
  'From the embedding of an image’s visible part its hidden part must be found among those of the batch, and the other way round.':
    '由图像可见部分的嵌入，必须在批次中找出它被遮的部分，反之亦然。',
  'α of the mutual information': '互信息的 α',
  'What InfoNCE counts beside the reconstruction; 0 leaves it out. log(batch) − L is a lower bound of the mutual information of the two embeddings, at most log(batch). The article takes −L for that information, which is below 0 where information never is: the log(batch) is missing. Its “ELBO” takes log p − log q from log p, which is log q whatever the model does; the true bound is log p(x_m | x_v) ≥ E_q[log p(x_m | z, x_v)] − KL(q(z | x_m, x_v) ‖ p(z | x_v)).':
    'InfoNCE 相对于重建损失的分量；0 表示不用。log(批量) − L 是两个嵌入互信息的下界，至多为 log(批量)。文章把 −L 当作这个信息量，而它小于 0，信息量却从不为负：缺了 log(批量)。文章的“ELBO”从 log p 中减去 log p − log q，无论模型怎样都等于 log q；正确的下界是 log p(x_m | x_v) ≥ E_q[log p(x_m | z, x_v)] − KL(q(z | x_m, x_v) ‖ p(z | x_v))。',
  'τ of the mutual information': '互信息的 τ',
  'Divides the cosines before the softmax.': '在 softmax 之前除余弦。',
  'Uniformity (U-MAE)': '均匀性（U-MAE）',
  'Features of different images should not point the same way: a penalty against collapse.':
    '不同图像的特征不应指向同一方向：防止坍缩的惩罚。',
  'λ of the uniformity': '均匀性的 λ',
  'What the uniformity counts beside the reconstruction; 0 leaves it out. U-MAE uses 0.01.':
    '均匀性相对于重建损失的分量；0 表示不用。U-MAE 用 0.01。',
  uniformity: '均匀性',
  'pixels, down-sampled': '像素（降采样）',
  'mean of the predicted colours': '预测颜色的均值',
  'leading components only': '仅前几个主成分',
  'edges, not pixels: no picture follows from HOG': '边缘而非像素：HOG 无法还原图像',
  'Mutual information, at least {{nats}} of at most {{most}} nats':
    '互信息：至少 {{nats}}，至多 {{most}} nat',
};
