/**
 * Converts pixels to the model's input tensor with the same results as TorchVision and Pillow. Uses
 * only the image type of {@code decode}.
 */
package dev.imageclassifier.runtime.preprocess;
