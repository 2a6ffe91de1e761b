/** @file Every curve and formula of the article, each with its verdict, drawn so that it does not look like data. */

import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { ARTICLE_CARDS } from '../../mim/information/article/index.ts';
import { ARTICLE_STATEMENTS } from '../../mim/information/article/statements.ts';
import { VERDICTS, type ArticleCard, type Verdict } from '../../mim/information/article/verdict.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Chart } from './Chart.tsx';
import { domainOf } from './scale.ts';

const CARDS: readonly (readonly [string, ArticleCard])[] = Object.entries(ARTICLE_CARDS);
const SIZE = { width: 250, height: 120 } as const;
/** Grey and broken, all of them: solid colours are for what was measured. */
const DASHES = ['4 3', '1 3', '9 3'] as const;
const TONES = { formula: 'accent', heuristic: 'plain', invented: 'warning' } as const;

export function Article() {
  const t = useT();
  return (
    <>
      <p className="pb-2 text-xs text-soft">
        {t('Grey and broken lines: claims, not data. The labels say what each of them rests on.')}
      </p>
      <ul className="grid gap-3 sm:grid-cols-2">
        {CARDS.map(([id, card]) => (
          <li key={id} className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-raised p-2">
            <Head label={card.label} verdict={card.verdict} />
            {card.bars === undefined ? <Lines card={card} /> : <Bars card={card} names={card.bars} />}
            <Words summary={card.summary} formula={card.formula} />
            <p lang="en" className="text-xs break-words text-soft">
              {card.source}
            </p>
          </li>
        ))}
        {ARTICLE_STATEMENTS.map(({ label, verdict, summary, formula }) => (
          <li key={label} className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-raised p-2">
            <Head label={label} verdict={verdict} />
            <Words summary={summary} formula={formula} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Head({ label, verdict }: { readonly label: string; readonly verdict: Verdict }) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-start justify-between gap-1">
      <h3 className="text-sm font-semibold">{t(label)}</h3>
      <span title={t(VERDICTS[verdict].summary)}>
        <Badge tone={TONES[verdict]}>{t(VERDICTS[verdict].label)}</Badge>
      </span>
    </div>
  );
}

function Words({ summary, formula }: { readonly summary: string; readonly formula: string }) {
  const t = useT();
  return (
    <>
      <p className="text-xs">{t(summary)}</p>
      <p lang="en" className="mt-auto text-xs break-words text-soft italic">
        {formula}
      </p>
    </>
  );
}

function Lines({ card }: { readonly card: ArticleCard }) {
  const t = useT();
  const series = card.series();
  const all = series.flatMap(({ points }) => points);
  return (
    <Chart
      title={t('{{title}}, as the article plots it', { title: t(card.label) })}
      xLabel={t(card.xLabel)}
      yLabel={t(card.yLabel)}
      x={domainOf(all.map(({ x }) => x))}
      y={domainOf(all.map(({ y }) => y))}
      size={SIZE}
      lines={series.map(({ label, points }, i) => ({
        key: label,
        label: t(label),
        points,
        stroke: 'var(--soft)',
        dash: DASHES[i % DASHES.length] ?? '',
        width: 1.5,
      }))}
    />
  );
}

/** Each series on a scale of its own: bits, percent and shares have none in common. */
function Bars({ card, names }: { readonly card: ArticleCard; readonly names: readonly string[] }) {
  const t = useT();
  return (
    <table className="w-full text-xs">
      <thead className="text-soft">
        <tr>
          <td />
          {names.map((name) => (
            <th key={name} scope="col" className="px-1 text-left font-normal">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {card.series().map(({ label, points }) => {
          const most = Math.max(...points.map(({ y }) => y));
          return (
            <tr key={label}>
              <th scope="row" className="pr-1 text-left font-normal">
                {t(label)}
              </th>
              {points.map(({ x, y }) => (
                <td key={x} className="px-1 tabular-nums">
                  {formatNumber(y)}
                  <div
                    aria-hidden
                    className="h-1.5 border border-dashed border-soft"
                    style={{ width: `${String((100 * y) / most)}%` }}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
