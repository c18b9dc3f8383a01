"use client";

import { type ComponentPropsWithoutRef, useLayoutEffect, useRef } from "react";

/**
 * A form that a script takes. On a slow line people fill it in, and send it, before that script is there: then what they typed
 * reaches whatever keeps the fields' values once it is, and the form is sent. `data-early` says it is not there yet; see
 * `early-submit.ts`. Without any script it is posted, so that nothing of it gets into an address.
 */
export function Form(props: ComponentPropsWithoutRef<"form">) {
  const ref = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    const form = ref.current;
    if (form?.dataset.early === undefined) return;
    // Read before anything is drawn again, which would empty the fields; told when whatever keeps their values listens.
    const changes = [...form.elements].flatMap(changeOf);
    const timer = setTimeout(() => {
      for (const tell of changes) tell();
      const sent = form.dataset.early === "sent";
      delete form.dataset.early;
      if (sent) form.requestSubmit();
    });
    return () => clearTimeout(timer);
  }, []);
  return <form ref={ref} method="post" data-early="" suppressHydrationWarning {...props} />;
}

/** What somebody did to a field before React was there to hear of it. @returns what tells React. */
function changeOf(element: Element): (() => void) | [] {
  const tell = (event: string) => element.dispatchEvent(new Event(event, { bubbles: true }));
  if (element instanceof HTMLSelectElement) {
    const { selectedIndex, options } = element;
    const drawn = [...options].findIndex((option) => option.defaultSelected);
    // Where none is drawn as chosen, browsers choose the first.
    if (selectedIndex === Math.max(0, drawn)) return [];
    return () => {
      element.selectedIndex = selectedIndex;
      tell("change");
    };
  }
  if (element instanceof HTMLInputElement) {
    const { type, files, checked, defaultChecked, value, defaultValue } = element;
    if (type === "file") return files?.length ? () => tell("change") : [];
    if (type === "checkbox" || type === "radio")
      return checked === defaultChecked ? [] : set(HTMLInputElement, "checked", !checked, checked, "click");
    return value === defaultValue ? [] : set(HTMLInputElement, "value", "", value, "input");
  }
  if (element instanceof HTMLTextAreaElement && element.value !== element.defaultValue)
    return set(HTMLTextAreaElement, "value", "", element.value, "input");
  return [];

  // React watches the element's own property, and takes a field that holds what it was last seen to hold as unchanged: so it sees
  // one value being set, and not the other.
  function set<Value>(
    kind: { prototype: object },
    property: string,
    seen: Value,
    unseen: Value,
    event: string,
  ) {
    return () => {
      Reflect.set(element, property, seen);
      Reflect.set(kind.prototype, property, unseen, element);
      tell(event);
    };
  }
}
