import { useId } from "react";
import { useKindText } from "../../i18n/useKindText.ts";
import { useText, type TextKey } from "../../i18n/useText.ts";
import { withDefaults, type KindMeta, type ParamSpec } from "../../protocol/kind.ts";
import type { Params, ParamValue } from "../../protocol/log.ts";
import { Button } from "../../ui/Button.tsx";
import { NumberField } from "./NumberField.tsx";
import styles from "./actors.module.css";

interface FieldProps<Spec extends ParamSpec = ParamSpec> {
  readonly meta: KindMeta;
  readonly spec: Spec;
  readonly value: ParamValue;
  readonly onCommit: (value: ParamValue) => void;
}

const Choice = ({
  meta,
  spec,
  value,
  onCommit,
}: FieldProps<Extract<ParamSpec, { type: "choice" }>>) => {
  const words = useKindText(meta.kind);
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} title={words.help(spec.key)}>
        {words.name(spec.key)}
      </label>
      <select
        id={id}
        className={styles.select}
        value={String(value)}
        onChange={(event) => {
          onCommit(event.target.value);
        }}
      >
        {spec.choices.map((choice) => (
          <option key={choice} value={choice}>
            {words.name(`${spec.key}.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  );
};

const Field = (props: FieldProps) => {
  const t = useText("actors");
  const { meta, spec, value, onCommit } = props;
  const words = useKindText(meta.kind);
  if (spec.type === "choice") return <Choice {...props} spec={spec} />;
  if (spec.type === "boolean") {
    return (
      <div className={styles.field}>
        <span title={words.help(spec.key)}>{words.name(spec.key)}</span>
        <Button
          role="switch"
          aria-checked={value === true}
          aria-label={words.name(spec.key)}
          onClick={() => {
            onCommit(value !== true);
          }}
        >
          {t(value === true ? "on" : "off")}
        </Button>
      </div>
    );
  }
  if (spec.type === "text") return null;
  return (
    <NumberField
      label={words.name(spec.key)}
      help={words.help(spec.key)}
      value={Number(value)}
      min={spec.min}
      max={spec.max}
      unit={spec.unit}
      log={spec.log ?? false}
      integer={spec.integer ?? false}
      assumption={spec.assumption ?? false}
      onCommit={onCommit}
    />
  );
};

const applies = (spec: ParamSpec, all: Params): boolean => {
  if (!spec.when) return true;
  const value = all[spec.when.key];
  return value !== undefined && spec.when.is.includes(value);
};

export interface ParamFormProps {
  readonly meta: KindMeta;
  readonly params: Params;
  readonly onCommit: (params: Params) => void;
}

/** The form of a kind's parameters, made from its meta; each change is one edit. */
export const ParamForm = ({ meta, params, onCommit }: ParamFormProps) => {
  const t = useText("actors");
  const all = withDefaults(meta, params);
  const shown = meta.params.filter((spec) => spec.type !== "text" && applies(spec, all));
  const groups = [...new Set(shown.map((spec) => spec.group))];
  return (
    <div className={styles.form}>
      {groups.map((group) => (
        <fieldset key={group}>
          <legend>{t(`group.${group}` as TextKey<"actors">)}</legend>
          {shown
            .filter((spec) => spec.group === group)
            .map((spec) => (
              <Field
                key={spec.key}
                meta={meta}
                spec={spec}
                value={all[spec.key] ?? spec.default}
                onCommit={(value) => {
                  onCommit({ [spec.key]: value });
                }}
              />
            ))}
        </fieldset>
      ))}
    </div>
  );
};
