package dev.imageclassifier.ingest.run;

import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.publish.PublishTotals;

/**
 * The totals of a run.
 *
 * @param run id of the run
 * @param summary counters of the whole run, in all its processes
 * @param thisProcess counters of this process
 * @param complete whether every file was processed; false after a cancellation or a failure that
 *     stopped the run
 * @param seconds duration of this process's run
 */
public record IngestTotals(
    String run, RunSummary summary, PublishTotals thisProcess, boolean complete, double seconds) {}
