// Says with the OWL API (as Protege does) whether ontologies are OWL 2 DL and what in them is not declared.
import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;

/** One line for each file: its name, axioms and classes, and every violation; ends with 1 where there is one. */
public final class Profile {
    private Profile() {}

    public static void main(String[] files) throws Exception {
        int violations = 0;
        for (String file : files) {
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new FileDocumentSource(new File(file)));
            OWLProfileReport report = new OWL2DLProfile().checkOntology(ontology);
            System.out.printf(
                "%s: %d axioms, %d classes, OWL 2 DL: %s%n",
                file, ontology.getAxiomCount(), ontology.classesInSignature().count(), report.isInProfile());
            report.getViolations().forEach(violation -> System.out.println("  " + violation));
            violations += report.getViolations().size();
        }
        System.exit(violations == 0 ? 0 : 1);
    }
}
