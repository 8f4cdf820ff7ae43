import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { formatInteger } from "../../../../../../shared/units.js";
import type { PackReport, PackRequest } from "../../../../api/contract.js";
import { Notice } from "../../../parts/notice.js";
import type { ContextState } from "../state.js";

type Format = PackRequest["format"];

const FORMATS: readonly { readonly name: Format; readonly title: string }[] = [
  { name: "markdown", title: "Markdown" },
  { name: "xml", title: "XML" },
  { name: "json", title: "JSON" },
];

/** Copies the text that `fovea pack --format` prints. */
export function CopyPack({ state, report }: { readonly state: ContextState; readonly report: PackReport }) {
  const said = useSignal("");
  const failed = useSignal<unknown>(undefined);
  /** A text that the browser did not let the page copy. */
  const offered = useSignal<string | undefined>(undefined);
  const copy = async ({ name, title }: (typeof FORMATS)[number]): Promise<void> => {
    offered.value = undefined;
    failed.value = undefined;
    said.value = "";
    try {
      const text = name === state.format.peek() ? report.text : await textIn(state, name);
      if (await copied(text)) said.value = `Copied ${title}: ${formatInteger(text.length)} characters.`;
      else offered.value = text;
    } catch (error) {
      failed.value = error;
    }
  };
  return (
    <div class="copy">
      <span class="fine">Copy as</span>
      {FORMATS.map((format) => (
        <button
          key={format.name}
          type="button"
          disabled={report.text === ""}
          onClick={() => void copy(format)}
        >
          {format.title}
        </button>
      ))}
      <span role="status" class="fine">
        {said.value}
      </span>
      {failed.value === undefined ? null : <Notice error={failed.value} />}
      {offered.value === undefined ? null : <Offered text={offered.value} />}
    </div>
  );
}

async function textIn(state: ContextState, format: Format): Promise<string> {
  const since = state.since.peek();
  const { text } = await state.source.pack({
    task: state.task.peek(),
    budget: state.budget.peek(),
    format,
    ...(since === undefined ? {} : { since }),
    ...(state.anyway.peek() ? { anyway: true } : {}),
  });
  return text;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function Offered({ text }: { readonly text: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.select(), [text]);
  return (
    <label class="field offered">
      The browser does not let this page copy. The text is selected: copy it with Ctrl+C, or ⌘C.
      <textarea ref={box} rows={6} readOnly value={text} />
    </label>
  );
}
