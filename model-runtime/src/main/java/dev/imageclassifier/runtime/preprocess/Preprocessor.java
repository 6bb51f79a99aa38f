package dev.imageclassifier.runtime.preprocess;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes images into a batch tensor: resizes the short side, crops the centre, scales to 0…1,
 * normalises, and writes the planes R, G, B (NCHW). Not thread-safe, because the work arrays are
 * reused: use one instance per thread.
 *
 * <p>The crop is byte-identical to TorchVision's {@code Resize} and {@code CenterCrop} on a Pillow
 * image, and the floats are bit-identical to its {@code ToTensor} and {@code Normalize}. Only
 * pixels inside the crop are computed.
 */
public final class Preprocessor {
  private final PreprocessSettings preprocessing;
  private final float[][] normalised;
  private final TapsCache taps = new TapsCache();
  private final Resampler resampler = new Resampler();
  private final byte[] crop;
  private final float[] planes;

  /** Creates a preprocessor for a model with the given parameters. */
  public Preprocessor(PreprocessSettings preprocessing) {
    this.preprocessing = preprocessing;
    this.normalised = normalised(preprocessing);
    this.crop = new byte[preprocessing.tensorLength()];
    this.planes = new float[preprocessing.tensorLength()];
  }

  /**
   * Preprocesses one image and writes it to the tensor.
   *
   * @param image upright pixels
   * @param tensor the batch, N×3×height×width float32; its position and limit do not change
   * @param slot index in the batch, from 0
   * @throws IndexOutOfBoundsException if the tensor has no such slot
   */
  public void write(RgbImage image, FloatBuffer tensor, int slot) {
    resize(image);
    normalise(tensor, slot);
  }

  /**
   * Writes the crop of the last {@link #resize} to the tensor. Second half of {@link #write}.
   * Public only for the benchmark, which measures the two halves separately.
   */
  public void normalise(FloatBuffer tensor, int slot) {
    int area = preprocessing.width() * preprocessing.height();
    float[] red = normalised[0];
    float[] green = normalised[1];
    float[] blue = normalised[2];
    for (int i = 0, p = 0; i < area; i++, p += 3) {
      planes[i] = red[crop[p] & 0xff];
      planes[area + i] = green[crop[p + 1] & 0xff];
      planes[2 * area + i] = blue[crop[p + 2] & 0xff];
    }
    tensor.put(Math.multiplyExact(slot, planes.length), planes);
  }

  /**
   * Returns the image after resize and centre crop, before scaling, for display and for comparison
   * with other implementations.
   *
   * @param image upright pixels
   * @return a new image of the tensor's width and height
   */
  public RgbImage crop(RgbImage image) {
    resize(image);
    return new RgbImage(preprocessing.width(), preprocessing.height(), crop.clone());
  }

  /**
   * Resizes and crops the image, and keeps the crop until the next call. First half of {@link
   * #write}. Public only for the benchmark, which measures the two halves separately.
   */
  public void resize(RgbImage image) {
    int width = image.width();
    int height = image.height();
    CropGeometry across =
        CropGeometry.of(width, height, preprocessing.resizeShort(), preprocessing.width());
    CropGeometry down =
        CropGeometry.of(height, width, preprocessing.resizeShort(), preprocessing.height());
    if (across.count() < preprocessing.width() || down.count() < preprocessing.height()) {
      Arrays.fill(crop, (byte) 0);
    }
    int stride = 3 * preprocessing.width();
    resampler.resample(
        image,
        taps.get(width, across),
        taps.get(height, down),
        crop,
        new Resampler.Target(down.pad() * stride + 3 * across.pad(), stride));
  }

  /** Returns the tensor value of each channel and byte, with TorchVision's order of operations. */
  private static float[][] normalised(PreprocessSettings preprocessing) {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        table[channel][value] =
            (value / 255f - preprocessing.mean().get(channel)) / preprocessing.std().get(channel);
      }
    }
    return table;
  }
}
