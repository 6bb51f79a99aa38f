package dev.imageclassifier.model.install;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of installed models. Each version has its own directory below {@code .store}, and the
 * name of a model is a symbolic link to one of them. A process that watches the name therefore
 * always sees a complete version.
 *
 * <p>A lock excludes other processes until {@link #close}.
 */
public final class ModelStore implements AutoCloseable {
  private static final List<String> TEMPORARY = List.of("staging", "link");

  private final Path directory;
  private final Path store;
  private final FileChannel lockFile;

  private ModelStore(Path directory, Path store, FileChannel lockFile) {
    this.directory = directory;
    this.store = store;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory if it does not exist, and locks it.
   *
   * @throws UserError when the directory cannot be written, or another process has locked it
   */
  public static ModelStore open(Path directory) {
    Path store = directory.toAbsolutePath().resolve(".store");
    try {
      Files.createDirectories(store);
      FileChannel file =
          FileChannel.open(
              store.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(file)) {
        file.close();
        throw new UserError(
            "Another process installs a model in %s. Wait until it has finished."
                .formatted(directory));
      }
      ModelStore opened = new ModelStore(directory.toAbsolutePath(), store, file);
      opened.deleteTemporary(); // left by a process that was killed
      return opened;
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  @SuppressWarnings("UnusedVariable") // the lock exists as long as its channel
  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Returns whether a model or another file with this name exists. */
  public boolean exists(String name) {
    return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns the path of a model, which may not exist. */
  public Path path(String name) {
    return directory.resolve(name);
  }

  /** Creates an empty directory for a new bundle, on the same file system as the store. */
  Path createStaging() throws IOException {
    return Files.createDirectory(store.resolve("staging"));
  }

  /** Returns the directory for downloads, which keeps partial files until a model is published. */
  public Path partial() throws IOException {
    return Files.createDirectories(store.resolve("partial"));
  }

  /**
   * Moves a complete bundle into the store and points the model's name to it.
   *
   * @param staging the directory that {@link #createStaging} returned
   * @param version unique for each content of that model
   * @return the path of the model
   * @throws UserError when the name is used by a directory that this class did not create
   */
  Path activate(Path staging, String name, String version) throws IOException {
    Path path = directory.resolve(name);
    if (exists(name) && !Files.isSymbolicLink(path)) {
      throw new UserError(
          "%s was not created by this command. Move it, or choose another --name.".formatted(path));
    }
    Path target = store.resolve(name + "-" + version);
    delete(target); // the same content, perhaps damaged
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    Path link = store.resolve("link");
    Files.createSymbolicLink(link, directory.relativize(target));
    // the target is relative to the final location of the link
    Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
    delete(store.resolve("partial"));
    return path;
  }

  private void deleteTemporary() throws IOException {
    for (String name : TEMPORARY) {
      delete(store.resolve(name));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  static UserError cannotWrite(Path directory, IOException e) {
    return new UserError(
        "Cannot write to the model directory %s: %s. Choose another one with --models."
            .formatted(directory, ErrorText.reason(e)),
        e);
  }

  /** Deletes temporary files and releases the lock. Models and partial downloads remain. */
  @SuppressWarnings("try") // closing the channel releases the lock
  @Override
  public void close() {
    try (FileChannel locked = lockFile) {
      deleteTemporary();
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }
}
