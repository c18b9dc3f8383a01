import { customerImporter } from "@/lib/customers/customers/importer";
import { importCommand } from "@/lib/governance/imports/import-command";

/** Reads customers from a CSV file, each row through `customers.create`. */
export const importCustomers = importCommand(customerImporter);
