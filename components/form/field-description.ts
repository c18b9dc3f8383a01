/** How a field of a form is drawn and checked. The command checks again; this spares a round trip. */
export type FieldKind =
  | "text"
  | "textarea"
  | "email"
  | "url"
  | "password"
  | "code"
  | "integer"
  | "number"
  | "money"
  | "select"
  | "radio"
  | "multiselect"
  | "checkbox"
  | "switch"
  | "date"
  | "time"
  | "reference"
  | "references"
  | "tags"
  | "json"
  | "file"
  | "files"
  | "reason";

export type FieldOption = { value: string; label: string; help?: string; disabled?: boolean };

/**
 * Values by kind: money is `{ amount, currency }`; integer and number are numbers; checkbox and switch booleans; date is
 * "2026-01-31"; time is ISO 8601 in UTC; multiselect, references and tags are string arrays; json is the parsed value; file is
 * the id of an upload, files are several; the rest are strings. An empty optional field is left out of the input.
 */
export type FieldDescription = {
  /** Key in the command's input. */
  name: string;
  label: string;
  kind: FieldKind;
  required?: boolean;
  help?: string;
  placeholder?: string;
  /** For select, radio and multiselect. */
  options?: FieldOption[];
  /** For reference(s): the resource whose records may be chosen. */
  resource?: string;
  /** For reference(s): what narrows them, by the list's filters or its resource's own narrowings. */
  among?: Record<string, string>;
  /** For reference(s): names of what is chosen at first, by id. */
  referenceTitles?: Record<string, string>;
  /** For file and files: what the upload is for, which files it takes (as of an input's accept), and how large. */
  upload?: { purpose: string; accept: string; maxBytes: number };
  /** For money: currencies one may choose; one alone is fixed. */
  currencies?: string[];
  /** For money and numbers: more than nothing. */
  positive?: boolean;
  min?: number;
  max?: number;
  maxLength?: number;
  /** A regular expression the whole text must match. */
  pattern?: string;
  /** Shown but not to be changed here. */
  readOnly?: boolean;
  autoComplete?: string;
  /** Shown only while another field has one of these values. */
  when?: { field: string; in: (string | boolean)[] };
  /** Half the width where there is room. */
  half?: boolean;
};
