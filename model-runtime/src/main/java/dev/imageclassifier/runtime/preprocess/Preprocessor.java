package dev.imageclassifier.runtime.preprocess;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes pictures into a batch tensor: resize of the short side, centre crop, scale to 0…1,
 * normalise, planes R, G, B (NCHW). Not thread-safe: one per thread, its work arrays are reused.
 *
 * <p>The crop equals TorchVision's {@code Resize} and {@code CenterCrop} on a Pillow picture byte
 * for byte, the floats equal its {@code ToTensor} and {@code Normalize} bit for bit. Only pixels
 * inside the crop are computed, so the work does not grow with the resized long side.
 */
public final class Preprocessor {
  private final Preprocessing numbers;
  private final float[][] normalised;
  private final TapsCache taps = new TapsCache();
  private final Resampler resampler = new Resampler();
  private final byte[] crop;
  private final float[] planes;

  /** A preprocessor for a model with these numbers. */
  public Preprocessor(Preprocessing numbers) {
    this.numbers = numbers;
    this.normalised = normalised(numbers);
    this.crop = new byte[numbers.tensorLength()];
    this.planes = new float[numbers.tensorLength()];
  }

  /**
   * Writes one picture.
   *
   * @param picture upright pixels
   * @param tensor the batch, N×3×height×width float32; its position and limit do not move
   * @param slot which of the N, from 0
   * @throws IndexOutOfBoundsException if the tensor has no such slot
   */
  public void write(RgbImage picture, FloatBuffer tensor, int slot) {
    resize(picture);
    normalise(tensor, slot);
  }

  /** The second half of {@link #write}: the picture that {@link #resize} left behind. */
  public void normalise(FloatBuffer tensor, int slot) {
    int area = numbers.width() * numbers.height();
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
   * The picture after resize and centre crop, before scaling: what a model sees, for eyes and for
   * comparison with other implementations.
   *
   * @param picture upright pixels
   * @return a picture of the tensor's width and height, the caller's own
   */
  public RgbImage crop(RgbImage picture) {
    resize(picture);
    return new RgbImage(numbers.width(), numbers.height(), crop.clone());
  }

  /** The first half of {@link #write}: resize and centre crop, kept until the next one. */
  public void resize(RgbImage picture) {
    int width = picture.width();
    int height = picture.height();
    CropGeometry across = CropGeometry.of(width, height, numbers.resizeShort(), numbers.width());
    CropGeometry down = CropGeometry.of(height, width, numbers.resizeShort(), numbers.height());
    if (across.count() < numbers.width() || down.count() < numbers.height()) {
      Arrays.fill(crop, (byte) 0);
    }
    int stride = 3 * numbers.width();
    resampler.resample(
        picture.rgb(),
        width,
        taps.get(width, across),
        taps.get(height, down),
        crop,
        down.pad() * stride + 3 * across.pad(),
        stride);
  }

  /** The tensor's value for each channel and byte, in the order of float32 steps of TorchVision. */
  private static float[][] normalised(Preprocessing numbers) {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        table[channel][value] =
            (value / 255f - numbers.mean().get(channel)) / numbers.std().get(channel);
      }
    }
    return table;
  }
}
