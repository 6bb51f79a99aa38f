package dev.imageclassifier.topology.batch;

import dev.imageclassifier.runtime.predict.StageListener.Stage;

/**
 * How long a stage took that a record went through.
 *
 * @param stage which
 * @param start {@link System#nanoTime()} before
 * @param end the same after
 * @param pictures how many went through it together, this one included
 */
public record StageTime(Stage stage, long start, long end, int pictures) {}
