package app.greenroom.domain.system;

/** A change of what pretalx stands on, as a user asks for it. */
public sealed interface SystemChange {
    /** Its name in the id of the job and in its summary. */
    String word();

    /**
     * Updates of packages of the operating system.
     *
     * @param securityOnly whether only those that are security fixes
     */
    record Updates(boolean securityOnly) implements SystemChange {
        @Override
        public String word() {
            return securityOnly ? "security" : "updates";
        }
    }

    /**
     * Something that is missing is put there.
     *
     * @param remedy which
     */
    record Fix(Remedy remedy) implements SystemChange {
        @Override
        public String word() {
            return remedy.word();
        }
    }
}
