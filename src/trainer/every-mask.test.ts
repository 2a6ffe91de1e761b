import { describe, expect, it } from 'vitest';
import { defaultMask, MASKS, type MaskId } from '../mim/masks/index.ts';
import { startedEngine, TINY } from './testing/started.ts';

const IDS = Object.keys(MASKS) as MaskId[];

describe('training with every mask', () => {
  it.each(['mae', 'simmim-vit'] as const)(
    'gives a %s finite losses, on batches and on kept images',
    async (id) => {
      const { engine, heard } = await startedEngine();
      await engine.open({
        ...TINY,
        model: { ...TINY.model, id },
        ...(id === 'simmim-vit' && { head: { id: 'linear' } }),
      });
      for (const mask of IDS) {
        await engine.configure({
          mask: mask === 'painted' ? { id: mask, bits: 'BAQPAA' } : defaultMask(mask),
        });
        const [report] = await engine.train(1);
        expect(report?.loss, mask).toBeGreaterThan(0);
        expect(report?.loss, mask).toBeLessThan(20);
      }
      expect(heard('failed')).toEqual([]);
      const losses = heard('heldOut').map(({ loss }) => loss);
      expect(losses.length).toBeGreaterThan(0);
      expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
    },
  );
});
