<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Crash: the primary, %1, is killed with SIGKILL</source>
        <translation>Plantage : l’instance principale, %1, est tuée par SIGKILL</translation>
    </message>
    <message>
        <source>Quit: the primary, %1, is asked to end with SIGTERM</source>
        <translation>Fermeture : SIGTERM demande à l’instance principale, %1, de se terminer</translation>
    </message>
    <message>
        <source>%1 has not ended</source>
        <translation>%1 ne s’est pas terminée</translation>
    </message>
    <message>
        <source>%1 has not ended with status 0</source>
        <translation>%1 ne s’est pas terminée avec le code 0</translation>
    </message>
    <message>
        <source>%1 has ended with status 0</source>
        <translation>%1 s’est terminée avec le code 0</translation>
    </message>
    <message>
        <source>Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence</source>
        <translation>Blocage : l’instance principale, %1, est arrêtée par SIGSTOP ; la politique est d’isoler</translation>
    </message>
    <message>
        <source>%1 wakes up (SIGCONT)</source>
        <translation>%1 se réveille (SIGCONT)</translation>
    </message>
    <message>
        <source>Hand over: the primary, %1, is told to hand the role to its successor</source>
        <translation>Transmission : l’instance principale, %1, doit transmettre le rôle à son successeur</translation>
    </message>
    <message>
        <source>nobody has become primary</source>
        <translation>personne n’est devenu principal</translation>
    </message>
    <message>
        <source>%1 says that it leaves</source>
        <translation>%1 dit qu’elle part</translation>
    </message>
    <message>
        <source>I am the primary, epoch %1 (%2)</source>
        <translation>Je suis l’instance principale, époque %1 (%2)</translation>
    </message>
    <message>
        <source>the epoch has not grown from %1</source>
        <translation>l’époque n’a pas augmenté depuis %1</translation>
    </message>
    <message>
        <source>the reason should be %1</source>
        <translation>la raison devrait être %1</translation>
    </message>
    <message>
        <source>more than one has become primary</source>
        <translation>plus d’une instance est devenue principale</translation>
    </message>
    <message>
        <source>exactly one new primary: %1, epoch %2 (before: %3), after %4</source>
        <translation>exactement une nouvelle instance principale : %1, époque %2 (avant : %3), après %4</translation>
    </message>
    <message>
        <source>%1 has not seen the new primary</source>
        <translation>%1 n’a pas vu la nouvelle instance principale</translation>
    </message>
    <message>
        <source>the primary is %1</source>
        <translation>l’instance principale est %1</translation>
    </message>
    <message>
        <source>%1 is the primary, epoch %2</source>
        <translation>%1 est principale, époque %2</translation>
    </message>
    <message>
        <source>%1 is not a secondary</source>
        <translation>%1 n’est pas secondaire</translation>
    </message>
    <message>
        <source>I am a secondary (%1)</source>
        <translation>Je suis secondaire (%1)</translation>
    </message>
    <message>
        <source>%1 has given up the role</source>
        <translation>%1 a cédé le rôle</translation>
    </message>
    <message>
        <source>there is no primary with a successor</source>
        <translation>il n’y a pas d’instance principale avec un successeur</translation>
    </message>
    <message>
        <source>written by %1 %2</source>
        <comment>1: instance, 2: when</comment>
        <translation>écrit par %1 %2</translation>
    </message>
    <message>
        <source>before the %1</source>
        <translation>avant : %1</translation>
    </message>
    <message>
        <source>during the %1</source>
        <translation>pendant : %1</translation>
    </message>
    <message>
        <source>what I wrote meanwhile is in the note</source>
        <translation>ce que j’ai écrit entre-temps est dans la note</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>les instances ne se voient pas</translation>
    </message>
    <message>
        <source>there is not exactly one primary</source>
        <translation>il n’y a pas exactement une instance principale</translation>
    </message>
    <message>
        <source>after the %1</source>
        <translation>après : %1</translation>
    </message>
</context>
<context>
    <name>Demo::Closing</name>
    <message>
        <source>&amp;Keep open</source>
        <translation>&amp;Garder ouverte</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>&amp;Fermer quand même</translation>
    </message>
    <message>
        <source>Edits not saved yet: %1. The window closes as soon as they are saved.</source>
        <translation>Modifications pas encore enregistrées : %1. La fenêtre se ferme dès qu’elles le sont.</translation>
    </message>
</context>
<context>
    <name>Demo::Commands</name>
    <message>
        <source>There is no command &quot;%1&quot;</source>
        <translation>Il n’y a pas de commande « %1 »</translation>
    </message>
    <message>
        <source>Milliseconds are needed, not &quot;%1&quot;</source>
        <translation>Il faut des millisecondes, pas « %1 »</translation>
    </message>
</context>
<context>
    <name>Demo::EventLog</name>
    <message>
        <source>Events</source>
        <translation>Évènements</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <translation>Cette fenêtre : %1</translation>
    </message>
    <message>
        <source>This window: %1 (%2)</source>
        <translation>Cette fenêtre : %1 (%2)</translation>
    </message>
    <message>
        <source>This window is the primary now, epoch %1.</source>
        <translation>Cette fenêtre est maintenant principale, époque %1.</translation>
    </message>
    <message>
        <source>%1 is the primary now, epoch %2.</source>
        <translation>%1 est maintenant principale, époque %2.</translation>
    </message>
    <message>
        <source>The primary is %1.</source>
        <translation>L’instance principale : %1.</translation>
    </message>
    <message>
        <source>The primary, %1, is %2.</source>
        <translation>L’instance principale, %1 : %2.</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>Instances : %1</translation>
    </message>
    <message>
        <source>%1 is leaving.</source>
        <translation>%1 part.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>1: time of day, 2: event</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>Demo::InstanceTable</name>
    <message>
        <source>Instances of the group</source>
        <translation>Instances du groupe</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instance</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Succession</source>
        <translation>Succession</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation>%1 (cette fenêtre)</translation>
    </message>
    <message>
        <source>next</source>
        <translation>prochaine</translation>
    </message>
    <message>
        <source>observes only</source>
        <translation>observe seulement</translation>
    </message>
</context>
<context>
    <name>Demo::Launcher</name>
    <message>
        <source>An instance did not start: %1</source>
        <translation>Une instance n’a pas démarré : %1</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWindow</name>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;ote</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>&amp;Instances</translation>
    </message>
    <message>
        <source>Roles over time</source>
        <translation>Rôles au fil du temps</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Évènements</translation>
    </message>
    <message>
        <source>Note, shared by all windows</source>
        <translation>Note commune à toutes les fenêtres</translation>
    </message>
    <message>
        <source>Type here. What is typed in one window appears in all.</source>
        <translation>Écrivez ici. Ce qui est saisi dans une fenêtre apparaît dans toutes.</translation>
    </message>
    <message>
        <source>Last notice</source>
        <translation>Dernier avis</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>Modifications de cette fenêtre</translation>
    </message>
    <message>
        <source>File of the note</source>
        <translation>Fichier de la note</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>1: id of the instance, 2: its role</comment>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Epoch %1. This window writes the file.</source>
        <translation>Époque %1. Cette fenêtre écrit le fichier.</translation>
    </message>
    <message>
        <source>There is no primary yet.</source>
        <translation>Il n’y a pas encore d’instance principale.</translation>
    </message>
    <message>
        <source>Epoch %1. The primary is %2: %3.</source>
        <translation>Époque %1. L’instance principale est %2 : %3.</translation>
    </message>
    <message>
        <source>Edits: %1 sent, %2 acknowledged, %3 lost</source>
        <translation>Modifications : %1 envoyées, %2 confirmées, %3 perdues</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWriter</name>
    <message>
        <source>The primary has no note; start it with --file PATH</source>
        <translation>L’instance principale n’a pas de note ; démarrez-la avec --file PATH</translation>
    </message>
    <message>
        <source>The primary writes %1 and no other note; open that one, or use a --scope of your own</source>
        <translation>L’instance principale écrit %1 et aucune autre note ; ouvrez celle-là, ou utilisez un --scope à vous</translation>
    </message>
</context>
<context>
    <name>Demo::RoleBadge</name>
    <message>
        <source>Role of this window: %1</source>
        <translation>Rôle de cette fenêtre : %1</translation>
    </message>
</context>
<context>
    <name>Demo::Session</name>
    <message>
        <source>Edits given up: %1. The primary did not write them in time</source>
        <translation>Modifications abandonnées : %1. L’instance principale ne les a pas écrites à temps</translation>
    </message>
</context>
<context>
    <name>Demo::Stage</name>
    <message>
        <source>%1 has not got a role</source>
        <translation>%1 n’a pas reçu de rôle</translation>
    </message>
    <message>
        <source>process %1 is %2, epoch %3; the process is %4 old</source>
        <translation>le processus %1 est %2, époque %3 ; le processus a %4</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>les instances ne se voient pas</translation>
    </message>
    <message>
        <source>%1 has not seen &quot;%2&quot; written</source>
        <translation>%1 n’a pas vu « %2 » s’écrire</translation>
    </message>
    <message>
        <source>the note is not what was written: %1</source>
        <translation>la note n’est pas ce qui a été écrit : %1</translation>
    </message>
    <message numerus="yes">
        <source>the note has all %n lines, each once and in order</source>
        <translation>
            <numerusform>la note a sa seule ligne (%n)</numerusform>
            <numerusform>la note a les %n lignes, chacune une fois et dans l’ordre</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo::StatusQuery</name>
    <message>
        <source>The group %1 has no primary.</source>
        <translation>Le groupe %1 n’a pas d’instance principale.</translation>
    </message>
    <message>
        <source>Primary %1, epoch %2, health %3.</source>
        <translation>Principale %1, époque %2, état %3.</translation>
    </message>
</context>
<context>
    <name>Demo::Timeline</name>
    <message>
        <source>Roles over time</source>
        <translation>Rôles au fil du temps</translation>
    </message>
    <message>
        <source>No primary yet</source>
        <translation>Pas encore d’instance principale</translation>
    </message>
    <message>
        <source>The last new primary is %1, epoch %2</source>
        <translation>La dernière nouvelle instance principale est %1, époque %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>époque %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>1: &quot;epoch 5&quot;, 2: &quot;1.4 ms&quot;</comment>
        <translation>%1, après %2</translation>
    </message>
</context>
<context>
    <name>Demo::WindowActions</name>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenêtre</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rôle</translation>
    </message>
    <message>
        <source>&amp;Try out</source>
        <translation>&amp;Essayer</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>Hand over &amp;to</source>
        <translation>Transmettre &amp;à</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Nouvelle fenêtre</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>Démarrer une instance de plus</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>&amp;Transmettre</translation>
    </message>
    <message>
        <source>Give the role to the successor</source>
        <translation>Donner le rôle au successeur</translation>
    </message>
    <message>
        <source>&amp;Become primary</source>
        <translation>&amp;Devenir principale</translation>
    </message>
    <message>
        <source>Ask the primary for the role</source>
        <translation>Demander le rôle à l’instance principale</translation>
    </message>
    <message>
        <source>&amp;Observe only</source>
        <translation>&amp;Observer seulement</translation>
    </message>
    <message>
        <source>Never become primary</source>
        <translation>Ne jamais devenir principale</translation>
    </message>
    <message>
        <source>&amp;Crash…</source>
        <translation>&amp;Planter…</translation>
    </message>
    <message>
        <source>Kill this instance, as a crash would</source>
        <translation>Tuer cette instance, comme le ferait un plantage</translation>
    </message>
    <message>
        <source>&amp;Freeze the window for 20 s…</source>
        <translation>&amp;Geler la fenêtre pendant 20 s…</translation>
    </message>
    <message>
        <source>&amp;Stop the process for 20 s…</source>
        <translation>&amp;Arrêter le processus pendant 20 s…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>%1 (the successor)</source>
        <translation>%1 (le successeur)</translation>
    </message>
    <message>
        <source>The window did not start: %1</source>
        <translation>La fenêtre n’a pas démarré : %1</translation>
    </message>
    <message>
        <source>Kill this instance? It has no chance to say anything; the others notice.</source>
        <translation>Tuer cette instance ? Elle ne pourra plus rien dire ; les autres le remarquent.</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>Planter</translation>
    </message>
    <message>
        <source>Freeze this window for 20 seconds? Its process goes on, and says that it is busy.</source>
        <translation>Geler cette fenêtre pendant 20 secondes ? Son processus continue et dit qu’il est occupé.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Geler</translation>
    </message>
    <message>
        <source>Stop this process for 20 seconds? Not even its heartbeats go on.</source>
        <translation>Arrêter ce processus pendant 20 secondes ? Même ses signes de vie s’arrêtent.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>Menu principal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>next</source>
        <translation>prochaine</translation>
    </message>
    <message>
        <source>INSTANCE</source>
        <translation>INSTANCE</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>RÔLE</translation>
    </message>
    <message>
        <source>ENABLED</source>
        <translation>ACTIVÉE</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>PRIORITÉ</translation>
    </message>
    <message>
        <source>SUCCESSOR</source>
        <translation>SUCCESSEUR</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>ok: %1</source>
        <translation>ok : %1</translation>
    </message>
    <message>
        <source>FAILED: %1</source>
        <translation>ÉCHEC : %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&quot;%1&quot; is not a whole number in range</source>
        <translation>« %1 » n’est pas un nombre entier dans les limites</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;wait&quot; nor &quot;fence&quot;</source>
        <translation>« %1 » n’est ni « wait » ni « fence »</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of crash, quit, hang, handover</source>
        <translation>« %1 » n’est pas l’un de crash, quit, hang, handover</translation>
    </message>
    <message>
        <source>The instances that belong together.</source>
        <translation>Les instances qui vont ensemble.</translation>
    </message>
    <message>
        <source>The workspace or document; an absolute path is resolved.</source>
        <translation>L’espace de travail ou le document ; un chemin absolu est résolu.</translation>
    </message>
    <message>
        <source>Where locks and sockets lie.</source>
        <translation>Où se trouvent les verrous et les sockets.</translation>
    </message>
    <message>
        <source>The name of this instance; unique by default.</source>
        <translation>Le nom de cette instance ; unique par défaut.</translation>
    </message>
    <message>
        <source>Start N instances, each a process; end them with this one.</source>
        <translation>Démarrer N instances, chacune un processus ; elles se terminent avec celle-ci.</translation>
    </message>
    <message>
        <source>Higher is preferred as successor.</source>
        <translation>La plus haute est préférée comme successeur.</translation>
    </message>
    <message>
        <source>Time between two heartbeats.</source>
        <translation>Temps entre deux signes de vie.</translation>
    </message>
    <message>
        <source>Silence after which the primary counts as hung.</source>
        <translation>Silence après lequel l’instance principale est considérée comme bloquée.</translation>
    </message>
    <message>
        <source>What to do about a hung primary: wait or fence.</source>
        <translation>Que faire d’une instance principale bloquée : wait (attendre) ou fence (isoler).</translation>
    </message>
    <message>
        <source>Watch only; never become primary.</source>
        <translation>Observer seulement ; ne jamais devenir principale.</translation>
    </message>
    <message>
        <source>Do not use the session bus.</source>
        <translation>Ne pas utiliser le bus de session.</translation>
    </message>
    <message>
        <source>Open no window.</source>
        <translation>N’ouvrir aucune fenêtre.</translation>
    </message>
    <message>
        <source>Print one JSON object a line; take commands on stdin.</source>
        <translation>Afficher un objet JSON par ligne ; lire les commandes sur l’entrée standard.</translation>
    </message>
    <message>
        <source>The note, a plain text file that the primary alone writes.</source>
        <translation>La note, un fichier de texte brut que seule l’instance principale écrit.</translation>
    </message>
    <message>
        <source>While primary, append a line every MS milliseconds.</source>
        <translation>En tant qu’instance principale, ajouter une ligne toutes les MS millisecondes.</translation>
    </message>
    <message>
        <source>Print the group as a table; exit with 2 when it has no primary.</source>
        <translation>Afficher le groupe sous forme de tableau ; se terminer avec 2 s’il n’a pas d’instance principale.</translation>
    </message>
    <message>
        <source>Play a story on real processes: crash, quit, hang or handover; several are played in turn.</source>
        <translation>Jouer une histoire avec de vrais processus : crash, quit, hang ou handover ; plusieurs sont jouées tour à tour.</translation>
    </message>
    <message>
        <source>A notes editor whose windows are processes; one of them, the primary, writes the file.</source>
        <translation>Un éditeur de notes dont les fenêtres sont des processus ; l’un d’eux, le principal, écrit le fichier.</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;; name the note with --file</source>
        <translation>Argument inattendu « %1 » ; nommez la note avec --file</translation>
    </message>
    <message>
        <source>There is no display for a window; use --headless</source>
        <translation>Il n’y a pas d’écran pour une fenêtre ; utilisez --headless</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no known way to answer</source>
        <translation>« %1 » n’est pas une façon connue de répondre</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;primary&quot; nor &quot;secondary&quot;</source>
        <translation>« %1 » n’est ni « primary » ni « secondary »</translation>
    </message>
</context>
<context>
    <name>SealedNote</name>
    <message>
        <source>%1 cannot be locked; put it on a file system that has locks</source>
        <translation>%1 ne peut pas être verrouillé ; placez-le sur un système de fichiers qui a des verrous</translation>
    </message>
    <message>
        <source>%1 has lost the seal of epoch %2: it was replaced; hand over or restart to seal it again</source>
        <translation>%1 a perdu le sceau de l’époque %2 : le fichier a été remplacé ; transmettez le rôle ou redémarrez pour le sceller de nouveau</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read; move it away to begin a new one</source>
        <translation>%1 est endommagé ou illisible ; déplacez-le pour en commencer un nouveau</translation>
    </message>
    <message>
        <source>%1 is not a text in UTF-8; choose another file</source>
        <translation>%1 n’est pas un texte en UTF-8 ; choisissez un autre fichier</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Look at its folder, its permissions and the free space</source>
        <translation>%1 ne peut pas être écrit : %2. Vérifiez son dossier, ses droits et l’espace libre</translation>
    </message>
    <message>
        <source>Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move %4 away to begin a new one</source>
        <translation>L’époque %1 ne peut pas écrire dans %2 : l’époque %3 l’a scellé. Si aucun autre groupe n’a ce fichier, déplacez %4 pour en commencer un nouveau</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message numerus="yes">
        <source>%n instances start; each knows its role after</source>
        <translation>
            <numerusform>%n instance démarre ; elle connaît son rôle après</numerusform>
            <numerusform>%n instances démarrent ; chacune connaît son rôle après</numerusform>
        </translation>
    </message>
    <message>
        <source>The end: those who are left are asked to end</source>
        <translation>La fin : celles qui restent sont priées de se terminer</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>Chaque étape a tenu.</translation>
    </message>
    <message>
        <source>A step failed.</source>
        <translation>Une étape a échoué.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No role yet</source>
        <translation>Pas encore de rôle</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>Secondaire</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Principale</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>en vie</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>occupée</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêtée</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>ne répond pas</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>partie</translation>
    </message>
    <message>
        <source>it was the first</source>
        <translation>elle était la première</translation>
    </message>
    <message>
        <source>the primary crashed</source>
        <translation>l’instance principale a planté</translation>
    </message>
    <message>
        <source>the primary left</source>
        <translation>l’instance principale est partie</translation>
    </message>
    <message>
        <source>the primary did not respond</source>
        <translation>l’instance principale ne répondait pas</translation>
    </message>
    <message>
        <source>the role was handed over</source>
        <translation>le rôle a été transmis</translation>
    </message>
    <message>
        <source>the role was asked for</source>
        <translation>le rôle a été demandé</translation>
    </message>
    <message>
        <source>it was fenced</source>
        <translation>elle a été isolée</translation>
    </message>
    <message>
        <source>it lost its lock</source>
        <translation>elle a perdu son verrou</translation>
    </message>
    <message>
        <source>it could not take the role</source>
        <translation>elle n’a pas pu prendre le rôle</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>elle s’est arrêtée</translation>
    </message>
</context>
</TS>
