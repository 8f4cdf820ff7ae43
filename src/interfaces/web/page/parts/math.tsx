import type { ComponentChildren } from "preact";

/** Building blocks of native MathML. Numbers come as text that the formatters of `units.ts` wrote. */

/** An operator. `form` says where it stands, where it is the first of its formula; `tight` has less space around it. */
export function Operator(props: {
  readonly children: string;
  readonly form?: "prefix" | "infix";
  readonly tight?: boolean;
}) {
  // Preact's types lack `form`.
  const form: object = props.form === undefined ? {} : { form: props.form };
  const space = props.tight ? { lspace: "0.12em", rspace: "0.12em" } : {};
  return (
    <mo {...form} {...space}>
      {props.children}
    </mo>
  );
}

/** A number, with the word for what it counts. */
export const Num = ({
  children,
  counts,
}: {
  readonly children: string;
  readonly counts?: string | undefined;
}) =>
  counts === undefined ? (
    <mn>{children}</mn>
  ) : (
    <mrow>
      <mn>{children}</mn>
      <mtext>{`\u00a0${counts}`}</mtext>
    </mrow>
  );

/** One letter is an identifier; words are text. */
export const Name = ({ children }: { readonly children: string }) =>
  [...children].length === 1 ? <mi>{children}</mi> : <mtext>{children}</mtext>;

export const Sub = ({ of, sub }: { readonly of: string; readonly sub: string }) => (
  <msub>
    <Name>{of}</Name>
    <Name>{sub}</Name>
  </msub>
);

export const Sup = ({
  children,
  sup,
}: {
  readonly children: ComponentChildren;
  readonly sup: ComponentChildren;
}) => (
  <msup>
    <mrow>{children}</mrow>
    <mrow>{sup}</mrow>
  </msup>
);

export const Frac = ({
  over,
  under,
}: {
  readonly over: ComponentChildren;
  readonly under: ComponentChildren;
}) => (
  <mfrac>
    <mrow>{over}</mrow>
    <mrow>{under}</mrow>
  </mfrac>
);

/** One bracket, of the height of a line unless it is tall. */
export function Bracket({ children, tall = false }: { readonly children: string; readonly tall?: boolean }) {
  // As an attribute: Preact leaves out what is false, and brackets stretch by default.
  const stretchy: object = { stretchy: String(tall) };
  return (
    <mo fence {...stretchy}>
      {children}
    </mo>
  );
}

/** `tall`: as high as what stands in them. */
export const Brackets = ({
  children,
  tall = false,
}: {
  readonly children: ComponentChildren;
  readonly tall?: boolean;
}) => (
  <mrow>
    <Bracket tall={tall}>(</Bracket>
    {children}
    <Bracket tall={tall}>)</Bracket>
  </mrow>
);
