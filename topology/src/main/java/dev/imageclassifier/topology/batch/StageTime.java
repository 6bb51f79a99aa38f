package dev.imageclassifier.topology.batch;

import dev.imageclassifier.runtime.predict.StageListener.Stage;

/**
 * Start and end of a stage of one record.
 *
 * @param stage the stage
 * @param start {@link System#nanoTime()} before the stage
 * @param end {@link System#nanoTime()} after the stage
 * @param images number of images that passed the stage together, this one included
 */
public record StageTime(Stage stage, long start, long end, int images) {}
