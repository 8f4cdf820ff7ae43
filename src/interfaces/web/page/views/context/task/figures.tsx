import { formatDollars, formatInteger, formatSeconds } from "../../../../../../shared/units.js";
import { percentOf } from "../../../../../answers/pack-words.js";
import type { PackReport } from "../../../../api/contract.js";

/** What the pack costs, against sending everything. */
export function Figures({ report }: { readonly report: PackReport }) {
  const { pack, everything } = report.price;
  const row = (name: string, { tokens, dollars, prefillSeconds }: typeof pack) => (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatInteger(tokens)}</td>
      <td>{formatDollars(dollars)}</td>
      <td>{formatSeconds(prefillSeconds)}</td>
    </tr>
  );
  return (
    <div class="figures">
      <p class="figures-tokens" data-tokens={report.tokens}>
        <strong>{formatInteger(report.tokens)}</strong> of {formatInteger(report.budget)} tokens,{" "}
        {percentOf(report.tokens, everything.tokens)} % of everything
      </p>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Context</span>
            </th>
            <th scope="col">tokens</th>
            <th scope="col">list price</th>
            <th scope="col">prefill, modelled</th>
          </tr>
        </thead>
        <tbody>
          {row("Pack", pack)}
          {row("Everything", everything)}
        </tbody>
      </table>
      <p class="fine">
        As input of one request to {pack.model}, listed {pack.listedOn}; {pack.prefillModel}.
      </p>
    </div>
  );
}
