package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import java.util.List;

/**
 * The outcome of one record, before it is written.
 *
 * @param outcome predictions or the reason for a dead letter
 * @param model the model that was used; a later model may have replaced it
 * @param stages the stages of this record in this process; empty after an isolated retry
 */
public record ClassifiedRecord(
    Outcome outcome, ClassificationResult.Model model, List<StageTime> stages) {}
