package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.predict.Session;

/**
 * A session of one stream thread, with the model it belongs to.
 *
 * @param identity name, version, precision and digest of the model
 * @param session predicts on that thread
 */
public record ModelSession(ClassificationResult.Model identity, Session session) {}
