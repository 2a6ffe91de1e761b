/** @file The table of the benchmark. */

import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { ENGINE_LABELS, SIZE_LABELS, type Row } from './words.ts';

const short = (value: number | undefined): string =>
  value === undefined ? '–' : formatNumber(value, { maximumSignificantDigits: 3 });

export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useT();
  const heads = [
    t('Size'),
    t('Executor'),
    t('Step, ms'),
    t('Images/s'),
    'GFLOP/s',
    t('Compiling, ms'),
    t('Against the CPU'),
  ];
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('Results')}>
      <table className="w-full text-left text-xs tabular-nums">
        <thead>
          <tr className="border-b border-line text-soft">
            {heads.map((head) => (
              <th key={head} scope="col" className="py-1 pr-3 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowOf
              key={`${row.size} ${row.engine}`}
              row={row}
              cpuMs={cpuOf(rows, row)}
              columns={heads.length}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const cpuOf = (rows: readonly Row[], { size }: Row): number | undefined =>
  rows.find((other) => other.engine === 'cpu' && other.size === size)?.medianMs;

interface RowProps {
  readonly row: Row;
  readonly cpuMs: number | undefined;
  readonly columns: number;
}

function RowOf({ row, cpuMs, columns }: RowProps) {
  const t = useT();
  const { size, engine, batch, device, software, flops, minMs, medianMs, compileMs, problem } = row;
  const name =
    engine === 'webgpu' && software === true
      ? t('{{adapter}} (software)', { adapter: device ?? '' })
      : device;
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="py-1 pr-3 font-normal">
        {t(SIZE_LABELS[size])}
      </th>
      <td className="py-1 pr-3">
        {t(ENGINE_LABELS[engine])}
        {name !== undefined && <span className="block text-soft">{name}</span>}
      </td>
      {problem === undefined ? (
        <>
          <td className="py-1 pr-3">
            {short(medianMs)}
            <span className="block text-soft">{t('fastest {{ms}}', { ms: short(minMs) })}</span>
          </td>
          <td className="py-1 pr-3">
            {short(medianMs === undefined ? undefined : (1000 * batch) / medianMs)}
          </td>
          <td className="py-1 pr-3">
            {short(medianMs === undefined || flops === undefined ? undefined : flops / (medianMs * 1e6))}
          </td>
          <td className="py-1 pr-3">{short(compileMs)}</td>
          <td className="py-1 pr-3">
            {cpuMs === undefined || medianMs === undefined ? '–' : `× ${short(cpuMs / medianMs)}`}
          </td>
        </>
      ) : (
        <td colSpan={columns - 2} className="py-1 pr-3 text-soft">
          {t(problem.template, problem.values)}
        </td>
      )}
    </tr>
  );
}
