"""What OpenCV's own C++ takes to lay one picture on one page: python3 opencv-peer.py picture page.png; milliseconds as JSON, by the clock and of processor time."""
import json
import sys
import time

import cv2
import numpy as np

EDGE = 1600


def read(path):
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    scale = min(1.0, EDGE / max(grey.shape))
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


started = time.perf_counter()
busy = time.process_time()
picture, page = read(sys.argv[1]), read(sys.argv[2])
sift = cv2.SIFT_create()
(a, da), (b, db) = sift.detectAndCompute(page, None), sift.detectAndCompute(picture, None)
pairs = cv2.BFMatcher().knnMatch(da, db, k=2)
good = [m for m, n in (p for p in pairs if len(p) == 2) if m.distance < 0.8 * n.distance]
inliers = 0
if len(good) >= 4:
    src = np.float32([a[m.queryIdx].pt for m in good])
    dst = np.float32([b[m.trainIdx].pt for m in good])
    view, mask = cv2.findHomography(src, dst, cv2.RANSAC, 5.0)
    if view is not None:
        inliers = int(mask.sum())
        cv2.warpPerspective(picture, np.linalg.inv(view), (page.shape[1], page.shape[0]))
print(
    json.dumps(
        {"ms": 1000 * (time.perf_counter() - started), "cpuMs": 1000 * (time.process_time() - busy), "inliers": inliers}
    )
)
