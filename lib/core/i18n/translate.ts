import { resourceNamed } from "@/lib/core/directory";
import type { AppError, FieldFault } from "@/lib/core/errors";
import { type Translate, translator } from "@/lib/core/i18n/translator";

export { type Translate, translator };

/** Key of an error's sentence: the kernel's own stand in `core`, a module's reason is written "module.reason". */
export const errorKey = (reason: string): string => {
  const [module, key] = reason.includes(".") ? reason.split(".", 2) : ["core", reason];
  return `${module}.errors.${key}`;
};

/** What went wrong, in the reader's language. */
export const describeError = (error: Pick<AppError, "reason" | "params">, t: Translate): string =>
  t(errorKey(error.reason), error.reason === "wrong_state" ? inWords(error.params, t) : error.params);

/** A conflict names the state something is in: by the word its list has for it. */
function inWords(params: AppError["params"], t: Translate): AppError["params"] {
  const state = String(params.state);
  const resource = resourceNamed(String(params.action).split(".")[0] ?? "");
  return resource?.columns.state?.values?.[state]
    ? { ...params, state: t(`${resource.module}.resources.${resource.name}.values.state.${state}`) }
    : params;
}

/** What is wrong with each field, in the reader's language. */
export const describeFaults = (
  faults: readonly FieldFault[],
  t: Translate,
): { path: string; message: string }[] =>
  faults.map(({ path, key, params }) => ({ path, message: t(key, params) }));

/** An error and its faulty fields as one text, for where there are no fields to stand beside. */
export const describeWhole = (error: AppError, t: Translate): string =>
  [
    describeError(error, t),
    ...describeFaults(error.details.fields ?? [], t).map(({ path, message }) => `${path}: ${message}`),
  ].join(" ");
