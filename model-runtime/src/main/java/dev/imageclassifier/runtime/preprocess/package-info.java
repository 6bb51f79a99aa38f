/**
 * From pixels to the model's input tensor, exactly as TorchVision and Pillow do it. Looks upstream
 * at {@code decode} for the picture type only.
 */
package dev.imageclassifier.runtime.preprocess;
