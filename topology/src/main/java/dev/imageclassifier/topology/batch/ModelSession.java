package dev.imageclassifier.topology.batch;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;

/**
 * One thread's way through a model.
 *
 * @param identity which model
 * @param session of that thread
 */
public record ModelSession(ModelIdentity identity, Session session) {}
