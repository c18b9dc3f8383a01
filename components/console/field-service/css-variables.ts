import type { CSSProperties } from "react";

/** Custom properties for an element's style, which React's types do not know. */
export const cssVariables = (values: Record<`--${string}`, string>): CSSProperties => values as CSSProperties;
