import type { FieldOption } from "@/components/form/field-description";
import type { Texts } from "../reader";
import { permissionGroups } from "./permission-groups";

/** Permissions to choose from, those `held` can give only. */
export const permissionOptions = (t: Texts, held?: ReadonlySet<string>): FieldOption[] =>
  permissionGroups(t).flatMap((group) =>
    group.nouns.flatMap((noun) =>
      noun.permissions
        .filter(({ name }) => !held || held.has(name))
        .map(({ name, description }) => ({ value: name, label: description, help: name })),
    ),
  );
