package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.ClassLabel;

/**
 * One of the Top-k.
 *
 * @param rank 1 for the best
 * @param label the class
 * @param classIndex index of the logit, from 0
 * @param score softmax probability
 */
public record Prediction(int rank, ClassLabel label, int classIndex, double score) {}
