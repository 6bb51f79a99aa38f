package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Extracts the image from a request body that arrives in chunks. */
interface BodyParser {
  /**
   * Parses the next chunk.
   *
   * @throws ProblemException if the body is malformed or the image exceeds its limit
   */
  void parse(ByteBuffer chunk, boolean last) throws ProblemException;

  /**
   * Returns the image. Called once, after the last chunk.
   *
   * @throws ProblemException if the body contains no image
   */
  UploadedImage image(Optional<String> traceparent) throws ProblemException;

  /** The maximum length of the body in bytes. */
  long maxBodyBytes();

  /** The maximum length of the image in bytes. */
  int maxImageBytes();
}
