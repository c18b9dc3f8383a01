import { organizationImporter } from "@/lib/customers/organizations/importer";
import { importCommand } from "@/lib/governance/imports/import-command";

/** Reads organizations from a CSV file, each row through `organizations.create`. */
export const importOrganizations = importCommand(organizationImporter);
