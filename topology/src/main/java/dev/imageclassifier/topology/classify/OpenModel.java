package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;

/**
 * One thread's way through a model.
 *
 * @param identity which model
 * @param session of that thread
 */
record OpenModel(ModelIdentity identity, Session session) {}
