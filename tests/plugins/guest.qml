// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

import QtQml
import QtFailover

QtObject {
    id: root
    required property string group
    property string mode: "accept"
    property string interval: "1000"
    property var kept: null

    function command(line) {
        if (line === "leave")
            watcher.active = false
        else if (line === "join")
            watcher.active = true
        else if (line === "start")
            console.log("started", watcher.start())
        else if (line === "restart") {
            watcher.shutdown()
            console.log("restarted", watcher.start())
        } else if (line === "rejoin") {
            watcher.active = false
            for (const end = Date.now() + 200; Date.now() < end;) {} // so busy that it has stopped unheard
            watcher.active = true
            console.log("joined again", watcher.active)
        } else if (line === "answer")
            kept.accept()
        else if (line === "rename") {
            watcher.instanceId = "renamed"
            watcher.priority = 9
        } else if (line === "slow down") {
            watcher.heartbeatInterval = 2000
            console.log("timeout", watcher.heartbeatTimeout)
        } else if (line === "roster")
            console.log("roster", watcher.instances.length, watcher.instances[0].id === watcher.primaryId,
                        watcher.instances[0].priority)
        else
            Qt.quit()
    }

    property FailoverWatcher watcher: FailoverWatcher {
        group: root.group
        dbusEnabled: false
        heartbeatInterval: parseInt(root.interval)
        heartbeatTimeout: 15 * heartbeatInterval
        hungPrimaryPolicy: FailoverWatcher.HungPrimaryPolicy.Fence

        onRoleChanged: (role, previousRole) => {
            const names = ["none", "secondary", "primary"]
            console.log(names[role], "was", names[previousRole], role === FailoverWatcher.Role.Primary, primary)
        }
        onPromotionRequested: promotion => {
            console.log("asked for", promotion.epoch, promotion.reason === FailoverWatcher.Reason.PrimaryCrashed)
            if (root.mode === "accept")
                promotion.accept()
            else if (root.mode === "reject")
                promotion.reject("the note is elsewhere")
            else
                root.kept = promotion
        }
        onDemotionRequested: demotion => {
            console.log("demoted", demotion.reason === FailoverWatcher.Reason.Stopped)
            demotion.done()
        }
        onPrimaryChanged: (id, epoch) => console.log("primary", id, epoch, epoch === watcher.epoch)
        onInstancesChanged: console.log("instances", instances.length)
        onActiveChanged: console.log("active", active)
        onErrorOccurred: (error, text) => console.log("error", error === FailoverWatcher.Error.PromotionFailed, text)
        onStopped: console.log("stopped")
    }
}
