/**
 * One run from its files to their outcomes: what the journal knows is not sent again, what became
 * of each record is read back, and every file is accounted for. Joins {@code select}, {@code
 * publish}, {@code follow} and {@code journal}, which do not know each other but for the files.
 */
package dev.imageclassifier.ingest.run;
