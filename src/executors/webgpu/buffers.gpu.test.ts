import { expect, it } from 'vitest';
import { MimError } from '../../lib/errors.ts';
import { Buffers } from './buffers.ts';

it('refuses a buffer that could be made but not bound, in place of an error that no call reports', () => {
  const made: number[] = [];
  const device = {
    limits: { maxBufferSize: 4 * 2 ** 20, maxStorageBufferBindingSize: 2 ** 20 },
    createBuffer: ({ size }: GPUBufferDescriptor) => void made.push(size),
  };
  const buffers = new Buffers(device as unknown as GPUDevice);
  buffers.storage(2 ** 20, 'small');
  expect(() => buffers.storage(2 ** 21, 'large')).toThrow(MimError);
  expect(() => buffers.storage(2 ** 21, 'large')).toThrow('at most 1 MB');
  expect(made).toEqual([2 ** 20]);
});
